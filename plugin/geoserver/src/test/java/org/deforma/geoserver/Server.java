package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.geotools.api.feature.type.Name;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/** A Spring context such as GeoServer's, with the plugin in it, over a data directory. */
final class Server implements AutoCloseable {
    private static final String DATA = "GEOSERVER_DATA_DIR";

    private final ClassPathXmlApplicationContext context;

    /**
     * Starts.
     *
     * @param data data directory, which should exist
     * @param more configurations of other beans, which come before the plugin's
     */
    Server(Path data, String... more) {
        System.setProperty(DATA, data.toString());
        try {
            String[] files = new String[more.length + 1];
            System.arraycopy(more, 0, files, 0, more.length);
            files[more.length] = "applicationContext.xml";
            context = new ClassPathXmlApplicationContext(files);
        } finally {
            System.clearProperty(DATA);
        }
    }

    ClassPathXmlApplicationContext context() {
        return context;
    }

    /** Deforma's processes that the host sees at this moment. */
    static Set<String> processes() {
        return Processors.getProcessFactories().stream()
                .map(ProcessFactory::getNames)
                .flatMap(Set::stream)
                .filter(name -> "deforma".equals(name.getNamespaceURI()))
                .map(Name::getLocalPart)
                .collect(Collectors.toSet());
    }

    static Name name(String process) {
        return new NameImpl("deforma", process);
    }

    static Process process(String name) {
        return Optional.ofNullable(Processors.createProcess(name(name))).orElseThrow();
    }

    static ProcessFactory factory(String name) {
        return Optional.ofNullable(Processors.createProcessFactory(name(name))).orElseThrow();
    }

    /** Whether a process can be used as a function, such as in styles; it becomes one a moment after it is there. */
    static boolean isFunction(Name process) {
        return CommonFactoryFinder.getFunctionFactories(null).stream().anyMatch(factory -> {
            // GeoTools hands out the list that clear() empties, so it is looked through under the lock that an update
            // takes.
            synchronized (factory) {
                return factory.getFunctionNames().stream()
                        .anyMatch(function -> function.getFunctionName().equals(process));
            }
        });
    }

    /** Waits for something that is to happen within seconds. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    @Override
    public void close() {
        context.close();
    }
}
