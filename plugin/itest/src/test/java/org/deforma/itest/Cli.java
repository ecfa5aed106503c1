package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the command line in a JVM of its own, as the launcher does. */
final class Cli {
    private static final long LIMIT_SECONDS = 120;

    /**
     * How a run ended.
     *
     * @param code exit code
     * @param out what it printed on stdout
     * @param err what it printed on stderr
     */
    record Outcome(int code, String out, String err) {
        /** Last line of stdout. */
        String lastLine() {
            return out.lines().reduce("", (first, second) -> second);
        }
    }

    /**
     * A run under way.
     *
     * @param process the JVM
     * @param out file of its stdout
     * @param err file of its stderr
     */
    record Running(Process process, Path out, Path err) {
        /** Waits for the end. */
        Outcome finish() throws IOException, InterruptedException {
            try {
                assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the run must end");
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private final Path bundles;
    private final Path folder;
    private final Path temp;
    private final List<String> options = new ArrayList<>();

    /**
     * A command line.
     *
     * @param bundles folder of the bundles that it installs
     * @param folder that it runs in
     * @param temp folder for its temporary files and its output
     */
    Cli(Path bundles, Path folder, Path temp) {
        this.bundles = bundles;
        this.folder = folder;
        this.temp = temp;
    }

    /** Adds an option of the JVM. */
    Cli with(String option) {
        options.add(option);
        return this;
    }

    Outcome run(String... words) throws IOException, InterruptedException {
        return start(words).finish();
    }

    Running start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")),
                "-Ddeforma.bundles=" + bundles,
                "-Ddeforma.models=" + temp.resolve("models")));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                Distribution.lib().stream().map(Path::toString).collect(Collectors.joining(":")),
                "org.deforma.standalone.Main"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(temp, "run", ".out");
        Path err = Files.createTempFile(temp, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .put("XDG_CACHE_HOME", Path.of("target/cache").toAbsolutePath().toString());
        return new Running(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** Files that runs left in the folder for temporary files. */
    List<Path> leftovers() throws IOException {
        try (var files = Files.list(temp.resolve("tmp"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }
}
