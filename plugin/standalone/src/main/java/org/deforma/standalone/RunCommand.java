package org.deforma.standalone;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deforma.host.tools.ProcessCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code deforma run NAME --input value ... --output FILE [--json]}: runs a process on files. */
@Command(
        name = "run",
        description = "Runs a process on files.",
        customSynopsis = "deforma run NAME --input value ... --output FILE [--json]",
        footer = {"", "'deforma describe NAME' shows the inputs. An input that takes many is repeated, or a pattern."})
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the process, with or without the prefix.")
    private String name;

    @Option(names = "--output", paramLabel = "FILE", description = "GeoTIFF file to write.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    private boolean json;

    @Unmatched
    private List<String> inputs = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        EpsgDatabase.openInBackground();
        try (Session session = new Session()) {
            ProcessCatalog.Entry process = session.process(name);
            Arguments arguments = new Arguments(process, inputs);
            ProcessRun run = ProcessRun.of(session, process, arguments, Optional.ofNullable(output));
            session.progress().dispose();
            System.out.print(json ? json(process, run) : text(run));
            System.out.flush();
        }
        return 0;
    }

    private static String json(ProcessCatalog.Entry process, ProcessRun run) {
        JsonObject line = new JsonObject();
        line.addProperty("process", process.name());
        run.output().ifPresent(file -> line.addProperty("output", file.toString()));
        line.addProperty("seconds", Math.round(run.seconds() * 1000) / 1000.0);
        run.report().ifPresent(report -> line.add("report", Report.parse(report)));
        return new GsonBuilder().disableHtmlEscaping().create().toJson(line) + System.lineSeparator();
    }

    private static String text(ProcessRun run) {
        String report = run.report()
                .map(Report::parse)
                .map(parsed -> PlaceTable.isIn(parsed) ? PlaceTable.of(parsed) : Report.text(parsed))
                .orElse("");
        String written = run.output()
                .map(file -> "%s written in %.1f s%n".formatted(file, run.seconds()))
                .orElse("");
        return report + written;
    }
}
