package org.deforma.inference.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tests' Java is started with java.lang open, as Tomcat and GeoServer start theirs. */
class OnnxShutdownHookTest {
    @Test
    void theEngineLeavesNoHookAndOthersKeepTheirs() throws ReflectiveOperationException {
        Thread other = new Thread(() -> {});
        Runtime.getRuntime().addShutdownHook(other);
        try {
            assertEquals("OnnxRuntime", OnnxEngine.get().getEngineName());
            List<String> left = hooks().stream()
                    .map(OnnxShutdownHookTest::work)
                    .filter(name -> name.startsWith("ai.onnxruntime"))
                    .toList();
            assertEquals(List.of(), left);
            assertTrue(hooks().contains(other));
        } finally {
            Runtime.getRuntime().removeShutdownHook(other);
        }
    }

    private static List<Thread> hooks() throws ReflectiveOperationException {
        Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        field.setAccessible(true);
        return ((Map<?, ?>) field.get(null))
                .keySet().stream().map(Thread.class::cast).toList();
    }

    private static String work(Thread thread) {
        try {
            Field field = Thread.class.getDeclaredField("target");
            field.setAccessible(true);
            Object target = field.get(thread);
            return target == null ? "" : target.getClass().getName();
        } catch (ReflectiveOperationException e) {
            // Java 19 and later.
            return "";
        }
    }
}
