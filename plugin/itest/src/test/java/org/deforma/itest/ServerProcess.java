package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code deforma serve} in a JVM of its own, as the launcher starts it. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Deforma is at (\\S+)");
    private static final long START_SECONDS = 90;
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final URI address;

    private ServerProcess(Process process, Path log) throws IOException, InterruptedException {
        this.process = process;
        this.log = log;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Matcher started = STARTED.matcher(log());
        while (!started.find()) {
            boolean late = System.nanoTime() > end;
            if (late || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not start: " + log());
            }
            Thread.sleep(100);
            started = STARTED.matcher(log());
        }
        address = URI.create(started.group(1));
    }

    /**
     * Starts a server on a free port; when this returns it answers.
     *
     * @param data its data folder
     * @param words more words of the command line
     */
    public static ServerProcess start(Path data, String... words) throws IOException, InterruptedException {
        return start(List.of("-Xmx700m"), data, words);
    }

    /** The same with options of the JVM. */
    public static ServerProcess start(List<String> options, Path data, String... words)
            throws IOException, InterruptedException {
        List<Path> lib = new ArrayList<>(Distribution.lib());
        // As in the launcher: GeoTools' jar holds an old SLF4J.
        lib.sort((a, b) -> Boolean.compare(!isSlf4j(a), !isSlf4j(b)));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Ddeforma.bundles=" + Distribution.bundleFolder(),
                "-cp",
                lib.stream().map(Path::toString).collect(Collectors.joining(":")),
                "org.deforma.standalone.Main",
                "serve",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(words));
        Path log = Files.createTempFile("deforma-serve", ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("XDG_CACHE_HOME", Path.of("target/cache").toAbsolutePath().toString());
        return new ServerProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    private static boolean isSlf4j(Path jar) {
        return jar.getFileName().toString().startsWith("slf4j-");
    }

    /** Address of the page, with the token where there is one. */
    public URI address() {
        return address;
    }

    /** The JVM. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it printed so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS), "a killed process must end");
    }

    /** Asks it to end, and waits for that; what it printed to its end. */
    public String stop() throws IOException, InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        String said = log();
        close();
        assertTrue(ended, "the server must end when it is asked to");
        return said;
    }

    /** Asks it to end, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended, "the server must end when it is asked to");
            Files.delete(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
