package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.host.framework.Host;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

class ToolFactoryTest {
    private static final Process NOTHING = (arguments, listener) -> Map.of("result", "done");
    private static final Name RUN = FakeTools.name("Run");

    @TempDir
    static Path folder;

    private static Host host;
    private static Bundle bundle;

    private final AtomicInteger changes = new AtomicInteger();
    private final List<ServiceRegistration<ProcessFactory>> registered = new ArrayList<>();
    private ToolFactory tools;

    @BeforeAll
    static void startHost() throws Exception {
        host = Host.start(folder);
        bundle = Bundles.start(host, "one", "1.0.0");
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @BeforeEach
    void open() {
        tools = tools(List.of());
    }

    @AfterEach
    void close() {
        tools.close();
        registered.forEach(ServiceRegistration::unregister);
    }

    @Test
    void toolsAreThereAsSoonAsTheirServicesAre() {
        assertEquals(Set.of(), tools.getNames());
        ServiceRegistration<ProcessFactory> first = offer(new FakeTools("Run", "first", NOTHING));
        offer(new FakeTools("Walk", "second", NOTHING));
        assertEquals(Set.of(RUN, FakeTools.name("Walk")), tools.getNames());
        assertEquals("first", FakeTools.description(tools));
        assertEquals("Run", tools.getTitle(RUN).toString());
        assertEquals("1.0.0", tools.getVersion(RUN));
        assertTrue(tools.supportsProgress(RUN));
        assertEquals(Set.of("number"), tools.getParameterInfo(RUN).keySet());
        assertEquals(
                List.of("result", "report"),
                List.copyOf(tools.getResultInfo(RUN, null).keySet()));
        assertEquals(2, changes.get(), "the host is told each time");
        registered.remove(first);
        first.unregister();
        assertEquals(Set.of(FakeTools.name("Walk")), tools.getNames(), "what does not run goes at once");
        assertEquals(3, changes.get());
        assertNull(tools.getTitle(RUN));
        assertNull(tools.getParameterInfo(RUN));
        assertNull(tools.getResultInfo(RUN, null));
    }

    @Test
    void whatIsThereAlreadyIsFoundToo() {
        offer(new FakeTools("Run", "early", NOTHING));
        try (ToolFactory late = tools(List.of())) {
            assertEquals(Set.of(RUN), late.getNames());
        }
        assertEquals(Set.of(RUN), tools.getNames(), "one does not close the other");
    }

    @Test
    void aProcessThatWentSaysSoWhenItIsRun() {
        ServiceRegistration<ProcessFactory> gone = offer(new FakeTools("Run", "", NOTHING));
        Process before = tools.create(RUN);
        registered.remove(gone);
        gone.unregister();
        String sentence = "test:Run is being updated or removed, or the server is stopping; try again in a minute";
        assertEquals(sentence, failure(before).getMessage());
        assertEquals(sentence, failure(tools.create(RUN)).getMessage());
    }

    @Test
    void ofTwoBundlesWithAToolTheHigherVersionIsUsedAsLongAsItIsThere() throws Exception {
        Bundle newer = Bundles.start(host, "newer", "1.10.0");
        Bundle older = Bundles.start(host, "older", "1.9.0");
        ServiceRegistration<ProcessFactory> high = Bundles.offer(newer, new FakeTools("Run", "high", NOTHING));
        ServiceRegistration<ProcessFactory> low = Bundles.offer(older, new FakeTools("Run", "low", NOTHING));
        offer(new FakeTools("Run", "lowest", NOTHING));
        assertEquals(Set.of(RUN), tools.getNames());
        assertEquals("high", FakeTools.description(tools));
        high.unregister();
        assertEquals("low", FakeTools.description(tools));
        high = Bundles.offer(newer, new FakeTools("Run", "high again", NOTHING));
        assertEquals("high again", FakeTools.description(tools));
        high.unregister();
        low.unregister();
        assertEquals("lowest", FakeTools.description(tools));
        newer.uninstall();
        older.uninstall();
    }

    @Test
    void ofTheSameVersionTheFirstIsUsed() throws Exception {
        Bundle other = Bundles.start(host, "other", "1.0.0");
        offer(new FakeTools("Run", "first", NOTHING));
        Bundles.offer(other, new FakeTools("Run", "second", NOTHING));
        assertEquals("first", FakeTools.description(tools));
        other.uninstall();
        assertEquals("first", FakeTools.description(tools));
    }

    @Test
    void aToolThatCannotBeDescribedIsLeftOutWithAWarning() {
        offer(new FakeTools("Walk", "", NOTHING));
        List<ProcessFactory> broken = List.of(
                new FakeTools("Run", "", NOTHING) {
                    @Override
                    public Set<Name> getNames() {
                        throw new IllegalStateException("no names");
                    }
                },
                new FakeTools("Run", "", NOTHING) {
                    @Override
                    public Map<String, Parameter<?>> getParameterInfo(Name process) {
                        throw new NoClassDefFoundError("org/geotools/Gone");
                    }
                },
                new FakeTools("Run", "", NOTHING) {
                    @Override
                    public InternationalString getDescription(Name process) {
                        return null;
                    }
                });
        for (ProcessFactory factory : broken) {
            try (LogRecords log = new LogRecords()) {
                offer(factory);
                assertEquals(Set.of(FakeTools.name("Walk")), tools.getNames());
                assertEquals(1, log.causes().size());
            }
        }
    }

    @Test
    void resultsComeInTheOrderOfTheOutputsAndWithoutGaps() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("report", "r");
        results.put("unknown", "u");
        results.put("result", "x");
        offer(new FakeTools("Run", "", (arguments, listener) -> results));
        assertEquals(List.of("result", "report"), List.copyOf(execute().keySet()));
        results.put("result", null);
        assertEquals(Map.of("report", "r"), execute(), "null would be written as an output");
    }

    @Test
    void theLastExtensionIsTheOutermost() {
        List<String> order = new ArrayList<>();
        ToolFactory extended = tools(List.of(extension("a", order), extension("b", order)));
        try (extended) {
            offer(new FakeTools("Run", "", (arguments, listener) -> {
                order.add("tool");
                assertEquals(Map.of("number", 1), arguments, "each extension takes away what it added");
                return Map.of("result", "done");
            }));
            assertEquals(
                    Set.of("number", "a", "b"), extended.getParameterInfo(RUN).keySet());
            assertEquals(
                    List.of("result", "report", "a", "b"),
                    List.copyOf(extended.getResultInfo(RUN, null).keySet()));
            Map<String, Object> results = extended.create(RUN).execute(Map.of("number", 1, "a", 2, "b", 3), null);
            assertEquals(Map.of("result", "done", "a", 2, "b", 3), results);
            assertEquals(List.of("result", "a", "b"), List.copyOf(results.keySet()));
            assertEquals(List.of("b[number, a]", "a[number]", "tool"), order);
        }
    }

    @Test
    void theUserIsToldOneSentenceAndTheCauseIsLogged() {
        Throwable cause = new IllegalStateException("disk full");
        String generic = "; the server's log says more";
        fails(new IllegalArgumentException("window must be 8 or more, was 3"), "window must be 8 or more, was 3", null);
        fails(
                new ProcessException("window is odd", new IllegalArgumentException("window is odd")),
                "window is odd",
                null);
        fails(new ProcessException("no room for tiles", cause), "no room for tiles", cause);
        fails(new ProcessException(cause), "test:Run failed (IllegalStateException)" + generic, cause);
        fails(new NullPointerException("x is null"), "test:Run failed (NullPointerException)" + generic);
        fails(new IllegalStateException(), "test:Run failed (IllegalStateException)" + generic);
        fails(
                new IllegalArgumentException((String) null),
                "test:Run failed (IllegalArgumentException)" + generic,
                null);
        fails(new NoClassDefFoundError("a/B"), "test:Run failed (NoClassDefFoundError)" + generic);
        fails(
                new OutOfMemoryError("Java heap space"),
                "test:Run ran out of memory; try a smaller area, or give the server more with java -Xmx");
        fails(new CancellationException("tile 3"), "cancelled", null);
        fails(new ProcessException("tile 3", new CancellationException("tile 3")), "cancelled", null);
    }

    private void fails(Throwable failure, String message) {
        fails(failure, message, failure);
    }

    private void fails(Throwable failure, String message, Throwable logged) {
        ServiceRegistration<ProcessFactory> registration = offer(new FakeTools("Run", "", (arguments, listener) -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }));
        try (LogRecords log = new LogRecords()) {
            ProcessException told = failure(tools.create(RUN));
            assertEquals(message, told.getMessage());
            assertNull(told.getCause(), "hosts print causes after the sentence");
            assertEquals(logged == null ? List.of() : List.of(logged), log.causes());
        }
        registered.remove(registration);
        registration.unregister();
    }

    @Test
    void aListenerOfTheHostThatEndsACancelledRunIsNoFailureToLog() {
        ProgressListener listener = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                setCanceled(true);
                throw new IllegalStateException("dismissed");
            }
        };
        offer(new FakeTools("Run", "", (arguments, own) -> {
            own.progress(10);
            return Map.of();
        }));
        try (LogRecords log = new LogRecords()) {
            assertNull(
                    assertThrows(ProcessException.class, () -> tools.create(RUN).execute(Map.of(), listener))
                            .getCause());
            assertEquals(List.of(), log.causes());
        }
    }

    private ToolFactory tools(List<ToolExtension> extensions) {
        return new ToolFactory(host.context(), extensions, new ToolFactory.Drain(60, 60), changes::incrementAndGet);
    }

    private ServiceRegistration<ProcessFactory> offer(ProcessFactory factory) {
        ServiceRegistration<ProcessFactory> registration = Bundles.offer(bundle, factory);
        registered.add(registration);
        return registration;
    }

    private Map<String, Object> execute() {
        return tools.create(RUN).execute(Map.of(), null);
    }

    private static ProcessException failure(Process process) {
        return assertThrows(ProcessException.class, () -> process.execute(Map.of(), null));
    }

    /** Adds an input and hands it back as an output. */
    private static ToolExtension extension(String name, List<String> order) {
        return new ToolExtension() {
            @Override
            public Map<String, Parameter<?>> inputs(
                    Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
                return with(inputs);
            }

            @Override
            public Map<String, Parameter<?>> outputs(
                    Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
                return with(outputs);
            }

            private Map<String, Parameter<?>> with(Map<String, Parameter<?>> known) {
                Map<String, Parameter<?>> more = new LinkedHashMap<>(known);
                more.put(name, new Parameter<>(name, Integer.class, 0, 1));
                return more;
            }

            @Override
            public Map<String, Object> run(
                    Process tool,
                    Map<String, Parameter<?>> inputs,
                    Map<String, Object> arguments,
                    ProgressListener listener) {
                order.add(name + inputs.keySet());
                Map<String, Object> inner = new LinkedHashMap<>(arguments);
                Object value = inner.remove(name);
                Map<String, Object> results = new LinkedHashMap<>(tool.execute(inner, listener));
                results.put(name, value);
                return results;
            }
        };
    }
}
