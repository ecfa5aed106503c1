package org.deforma.standalone;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma demo}: both main jobs on made-up data with known truth. Exit code 1 when one disagrees with it. */
@Command(
        name = "demo",
        description = "Measures a made-up earthquake, classifies made-up ground, and compares both with the truth.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--output", paramLabel = "DIR", description = "Folder to write to (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("deforma-demo");

    @Override
    public Integer call() throws IOException {
        EpsgDatabase.openInBackground();
        long start = System.nanoTime();
        createFolder();
        try (Session session = new Session()) {
            boolean agrees = new EarthquakeDemo(folder, session, System.out).run();
            System.out.println();
            agrees &= new GroundCoverDemo(folder, session, System.out).run();
            System.out.printf(
                    Locale.ROOT,
                    "%nThe whole demo took %.1f s and %s of memory at most.%n",
                    (System.nanoTime() - start) / 1e9,
                    PeakMemory.text());
            return agrees ? 0 : 1;
        }
    }

    private void createFolder() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("output: " + folder + " is a file, not a folder", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "output: the folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
