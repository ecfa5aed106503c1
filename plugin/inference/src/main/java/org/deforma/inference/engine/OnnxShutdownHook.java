package org.deforma.inference.engine;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * ONNX Runtime's Java API registers a shutdown hook, which holds its class loader, and so the whole bundle, until the
 * JVM ends. The hook closes what ends with the process anyway. On a server, where bundles are updated while it runs, it
 * has to go.
 *
 * <p>The JVM tells of its hooks only where {@code java.base/java.lang} is open to all, as Tomcat and GeoServer start
 * Java ({@code --add-opens java.base/java.lang=ALL-UNNAMED}). Elsewhere the hook stays, and with it the classes of each
 * version of this bundle that ran a network.
 */
final class OnnxShutdownHook {
    private static final Logger LOG = Logger.getLogger(OnnxShutdownHook.class.getName());
    private static final String CLOSER = "ai.onnxruntime.OrtEnvironment$OrtEnvCloser";

    private OnnxShutdownHook() {}

    /** Removes the hook of this class loader's ONNX Runtime, if it can be found. */
    static void remove() {
        try {
            Class<?> hooks = Class.forName("java.lang.ApplicationShutdownHooks");
            for (Thread hook : threads(hooks)) {
                Object work = work(hook);
                if (work != null
                        && work.getClass().getName().equals(CLOSER)
                        && work.getClass().getClassLoader() == OnnxShutdownHook.class.getClassLoader()) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "the shutdown hook of ONNX Runtime stays: {0}", e.toString());
        }
    }

    private static List<Thread> threads(Class<?> hooks) throws ReflectiveOperationException {
        // The JVM guards its hooks by the lock of this class.
        synchronized (hooks) {
            Map<?, ?> all = (Map<?, ?>) field(hooks, "hooks").get(null);
            return all == null
                    ? List.of()
                    : all.keySet().stream().map(Thread.class::cast).toList();
        }
    }

    /** What a thread is to run: a field of its own, since Java 19 one of what it holds. */
    private static Object work(Thread thread) throws ReflectiveOperationException {
        try {
            return field(Thread.class, "target").get(thread);
        } catch (NoSuchFieldException e) {
            Object holder = field(Thread.class, "holder").get(thread);
            return field(holder.getClass(), "task").get(holder);
        }
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
