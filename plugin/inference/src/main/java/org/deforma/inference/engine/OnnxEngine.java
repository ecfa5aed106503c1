package org.deforma.inference.engine;

import ai.djl.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.deforma.api.DeformaException;

/** ONNX Runtime under DJL: started once for this class loader, at its first use, and there until the JVM ends. */
final class OnnxEngine {
    static final String NAME = "OnnxRuntime";

    /**
     * What DJL reads once, while it starts: it must not ask the network for anything, nor tell anyone that it runs, and the pool
     * of threads that all sessions could share is not used (every session says its own).
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "ai.djl.offline",
            "true",
            "OPT_OUT_TRACKING",
            "true",
            "ai.djl.onnxruntime.num_threads",
            "1",
            "ai.djl.onnxruntime.num_interop_threads",
            "1");

    /** The loggers are held here, or their levels would be lost. */
    private record Start(Engine engine, Throwable failure, List<Logger> loggers) {}

    private static final class Once {
        static final Start START = start();
    }

    private OnnxEngine() {}

    /**
     * The engine.
     *
     * @throws DeformaException when it cannot run here; the same at every call
     */
    static Engine get() {
        Start start = Once.START;
        if (start.failure() != null) {
            throw new DeformaException(
                    "ONNX Runtime cannot be started here (%s); it needs a 64-bit Linux, macOS or Windows, and a temporary"
                                    .formatted(reason(start.failure()))
                            + " folder (java.io.tmpdir) with room for its libraries, from which they may be loaded",
                    start.failure());
        }
        return start.engine();
    }

    private static Start start() {
        // DJL tells at each start that there is no CUDA and at each load that there are no extensions: neither is news.
        List<Logger> loggers =
                List.of(quiet("ai.djl", Level.WARNING), quiet("ai.djl.onnxruntime.engine.OrtEngine", Level.SEVERE));
        try {
            Engine engine = withSettings(() -> withOwnLoader(() -> Engine.getEngine(NAME)));
            return new Start(engine, null, loggers);
        } catch (Exception | LinkageError | AssertionError e) {
            return new Start(null, e, loggers);
        } finally {
            removeNatives();
            OnnxShutdownHook.remove();
        }
    }

    private static Logger quiet(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() == null) {
            logger.setLevel(level);
        }
        return logger;
    }

    /** Runs with {@link #SETTINGS}, and puts back what was there: they are for DJL alone, and the JVM may be a server's. */
    private static <T> T withSettings(Action<T> action) throws Exception {
        Map<String, String> before = new HashMap<>();
        SETTINGS.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        try {
            return action.run();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }

    /** Runs with the class loader of this bundle as the thread's: DJL looks for engines through it. */
    static <T> T withOwnLoader(Action<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OnnxEngine.class.getClassLoader());
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * ONNX Runtime unpacks its libraries to a temporary folder, which it never gets rid of: at exit it would delete the folder
     * before the files in it. Once loaded they are not needed any more where an open file may be deleted, that is, anywhere but
     * on Windows; but the CUDA provider is loaded later. There they go at exit.
     */
    private static void removeNatives() {
        try {
            Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            field.setAccessible(true);
            Path folder = (Path) field.get(null);
            if (folder == null) {
                return;
            }
            if (Devices.hasCuda() || System.getProperty("os.name").startsWith("Windows")) {
                deleteAtExit(folder);
            } else {
                delete(folder);
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            Logger.getLogger(OnnxEngine.class.getName())
                    .log(Level.FINE, "the libraries of ONNX Runtime stay in the temporary folder", e);
        }
    }

    /** By the JVM's own list of names, which holds no class of ours; it goes through it from the end. */
    private static void deleteAtExit(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(Path::toFile).forEach(File::deleteOnExit);
        } catch (IOException e) {
            Logger.getLogger(OnnxEngine.class.getName()).log(Level.FINE, "cannot look into " + folder, e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            Logger.getLogger(OnnxEngine.class.getName()).log(Level.FINE, "cannot delete " + folder, e);
        }
    }

    /** The first sentence that says something, from the innermost failure outwards. */
    static String reason(Throwable failure) {
        String reason = failure.toString();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e.getMessage() != null && !e.getMessage().isBlank()) {
                reason = e.getMessage();
            }
        }
        return reason.strip().replaceAll("\\s+", " ").replaceFirst("[.!]+$", "");
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws Exception;
    }
}
