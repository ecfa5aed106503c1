package org.deforma.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deforma.host.files.RasterFiles;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;

/**
 * One command at work: the framework, its processes, the progress. When the user interrupts (Ctrl-C, SIGTERM) the
 * work is cancelled and the JVM waits shortly for it to tidy up, then ends all the same.
 */
final class Session implements AutoCloseable {
    private static final long TIDY_UP_SECONDS = 5;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConsoleProgress progress = new ConsoleProgress(System.err, Boolean.getBoolean("deforma.tty"));
    private final Thread interrupter = new Thread(this::interrupt, "interrupter");
    private final Host host;
    private final ProcessCatalog processes;

    /**
     * Starts the framework with the bundles of the folder that the system property {@code deforma.bundles} names, and the
     * models of that folder and of {@link #models}.
     */
    Session() {
        Runtime.getRuntime().addShutdownHook(interrupter);
        try {
            host = Host.start(Path.of(System.getProperty("deforma.bundles", "bundles")), models());
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        processes = new ProcessCatalog(host.factories());
    }

    /** The user's own models: a folder that the system property {@code deforma.models} names, else one below XDG_DATA_HOME. */
    static Path models() {
        String named = System.getProperty("deforma.models");
        if (named != null) {
            return Path.of(named);
        }
        return userData().resolve("models");
    }

    /** Where the user's own things are kept: {@code deforma} below XDG_DATA_HOME. */
    static Path userData() {
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return base.resolve("deforma");
    }

    /** Calls a command that a bundle offers. */
    String command(String name, String... words) {
        return host.command(name, words);
    }

    /** Opens raster files. */
    RasterFiles rasterFiles() {
        return host.rasterFiles();
    }

    /** All processes. */
    List<ProcessCatalog.Entry> processes() {
        return processes.entries();
    }

    /**
     * A process by its name, with or without the prefix.
     *
     * @throws IllegalArgumentException when there is none
     */
    ProcessCatalog.Entry process(String name) {
        return processes.find(name).orElseThrow(() -> {
            List<String> known = processes().stream()
                    .map(entry -> name.contains(":") ? entry.name() : entry.id().getLocalPart())
                    .toList();
            String hint = Spelling.hint(name, known, "");
            return new IllegalArgumentException("there is no process '" + name + "'"
                    + (hint.isEmpty() ? "; 'deforma list' shows what there is" : hint));
        });
    }

    /** Where a run reports to, and from where it is cancelled. */
    ConsoleProgress progress() {
        return progress;
    }

    private void interrupt() {
        progress.setCanceled(true);
        progress.dispose();
        try {
            if (!closed.await(TIDY_UP_SECONDS, TimeUnit.SECONDS)) {
                // Work that goes on inside a tile ends with the JVM.
                Host.deleteLeftovers();
            }
            System.err.println("deforma: cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        progress.dispose();
        host.close();
        end();
    }

    /** Lets the JVM end without waiting for this session. */
    private void end() {
        closed.countDown();
        if (!progress.isCanceled()) {
            try {
                Runtime.getRuntime().removeShutdownHook(interrupter);
            } catch (IllegalStateException e) {
                // The JVM began to end just now; the interrupter finds the session closed.
                progress.setCanceled(true);
            }
        }
    }
}
