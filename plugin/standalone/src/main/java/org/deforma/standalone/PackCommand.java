package org.deforma.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deforma pack MODEL.onnx [MODEL.json] --output BUNDLE.jar}: makes a model bundle. */
@Command(
        name = "pack",
        description = "Makes a model bundle from a network in ONNX format.",
        footer = {
            "",
            "MODEL.json is a STAC item with the MLM extension. It may be left out where the ONNX file carries the metadata",
            "of the QGIS plug-in Deepness. LICENSE, card.md, style.sld and check/ beside MODEL.json are taken along."
        })
final class PackCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The network.")
    private Path onnx;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODEL.json", description = "What it takes and gives.")
    private Path description;

    @Option(names = "--output", required = true, paramLabel = "BUNDLE.jar", description = "Bundle to write.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = new Session()) {
            String report = session.command(
                    "pack", onnx.toString(), description == null ? "" : description.toString(), output.toString());
            System.out.print(json ? report + System.lineSeparator() : Report.text(Report.parse(report)));
        }
        return 0;
    }
}
