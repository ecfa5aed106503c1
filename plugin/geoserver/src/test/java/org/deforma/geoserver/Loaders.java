package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.deforma.host.framework.Host;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The class loaders of a server's bundles, to see whether they can go. */
final class Loaders {
    private Loaders() {}

    /** By the names of the bundles, without the framework's own and those that hold no code. */
    static Map<String, WeakReference<ClassLoader>> of(Server server) throws ReflectiveOperationException {
        Object plugin = field(server.context().getBean(DeformaBean.class), "plugin");
        Map<String, WeakReference<ClassLoader>> loaders = new HashMap<>();
        for (Bundle bundle : ((Host) field(plugin, "host")).context().getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (bundle.getBundleId() != 0 && wiring != null && wiring.getClassLoader() != null) {
                loaders.put(bundle.getSymbolicName(), new WeakReference<>(wiring.getClassLoader()));
            }
        }
        return loaders;
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    /** Collects garbage until they are gone, or fails with those that are not. */
    static void awaitGone(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!left(loaders).isEmpty() && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(50);
        }
        assertEquals(List.of(), left(loaders), "class loaders that something still holds");
    }

    private static List<String> left(List<WeakReference<ClassLoader>> loaders) {
        List<String> left = new ArrayList<>();
        for (WeakReference<ClassLoader> loader : loaders) {
            ClassLoader held = loader.get();
            if (held != null) {
                left.add(held.toString());
            }
        }
        return left;
    }
}
