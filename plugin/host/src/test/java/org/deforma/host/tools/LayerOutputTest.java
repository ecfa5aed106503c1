package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.geotools.process.function.ProcessFunctionFactory;
import org.geotools.process.impl.SingleProcessFactory;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.util.SimpleInternationalString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users get who ask for a layer, and who do not. */
class LayerOutputTest {
    private static final Map<String, Parameter<?>> INPUTS = Map.of("band", new Parameter<>("band", Integer.class));
    private static final Map<String, Parameter<?>> OUTPUTS = new LinkedHashMap<>();

    static {
        OUTPUTS.put("result", new Parameter<>("result", GridCoverage2D.class));
        OUTPUTS.put("report", new Parameter<>("report", String.class));
    }

    private final List<String> done = new ArrayList<>();
    private final Publisher publisher = new Publisher();
    private final LayerOutput output = new LayerOutput(publisher);
    private final Recorder listener = new Recorder();
    private final Disposable raster = new Disposable();

    /** Publishes nothing, or fails as it is told. */
    private final class Publisher implements LayerPublisher {
        private RuntimeException refusal;
        private RuntimeException failure;
        private Map<String, String> styles;

        @Override
        public void check(String layer) {
            done.add("check " + layer);
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public String origin() {
            return "https://maps.example.org";
        }

        @Override
        public String publish(
                String layer, GridCoverage2D coverage, Map<String, String> given, ProgressListener progress) {
            done.add("publish " + layer);
            styles = given;
            progress.started();
            progress.progress(50);
            if (failure != null) {
                throw failure;
            }
            progress.complete();
            assertSame(raster, coverage);
            return "/geoserver/test/wms?layers=" + layer;
        }
    }

    /** A host's listener, which refuses progress that goes back, and says that a run is cancelled by an exception. */
    private static final class Recorder extends NullProgressListener {
        private final List<String> seen = new ArrayList<>();
        private boolean dismissed;
        private float last;

        @Override
        public void setTask(InternationalString task) {
            if (dismissed) {
                setCanceled(true);
                throw new IllegalStateException("dismissed");
            }
            seen.add(task.toString());
        }

        @Override
        public void progress(float percent) {
            assertTrue(percent >= last, percent + " after " + last);
            last = percent;
            seen.add(Float.toString(percent));
        }
    }

    /** A raster that tells whether it was disposed. */
    private static final class Disposable extends GridCoverage2D {
        private static final long serialVersionUID = 1L;
        private boolean disposed;

        Disposable() {
            super("raster", raster());
        }

        @Override
        public Object getProperty(String name) {
            return "org.deforma.styles".equals(name) ? styles() : super.getProperty(name);
        }

        private static GridCoverage2D raster() {
            return new GridCoverageFactory()
                    .create(
                            "raster",
                            new float[][] {{1, 2}, {3, 4}},
                            new ReferencedEnvelope(0, 2, 0, 2, DefaultGeographicCRS.WGS84));
        }

        private static Map<String, String> styles() {
            Map<String, String> styles = new LinkedHashMap<>();
            List.of("east", "north", "magnitude", "a").forEach(name -> styles.put(name, "<" + name + "/>"));
            return styles;
        }

        @Override
        public synchronized boolean dispose(boolean force) {
            assertTrue(force, "a result that others still hold must go too");
            disposed = true;
            return super.dispose(true);
        }
    }

    private Process tool;

    @BeforeEach
    void makeTool() {
        tool = (arguments, progress) -> {
            assertEquals(Map.of("band", 1), arguments);
            done.add("run");
            progress.started();
            progress.progress(50);
            progress.complete();
            Map<String, Object> results = new LinkedHashMap<>();
            results.put("report", "{}");
            results.put("result", raster);
            return results;
        };
    }

    private Map<String, Object> run(Object layer) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("band", 1);
        arguments.put("layer", layer);
        return output.run(tool, INPUTS, arguments, listener);
    }

    @Test
    void isOfferedWithRastersOnly() {
        Map<String, Parameter<?>> inputs = output.inputs(INPUTS, OUTPUTS);
        assertEquals(List.of("band", "layer"), List.copyOf(inputs.keySet()));
        assertEquals(0, inputs.get("layer").minOccurs);
        assertEquals(String.class, inputs.get("layer").type);
        assertEquals(
                List.of("result", "report", "layer", "wms"),
                List.copyOf(output.outputs(INPUTS, OUTPUTS).keySet()));

        Map<String, Parameter<?>> text = Map.of("report", OUTPUTS.get("report"));
        assertSame(INPUTS, output.inputs(INPUTS, text));
        assertSame(text, output.outputs(INPUTS, text));
    }

    @Test
    void aToolOfOneOutputRemainsAFunction() {
        Parameter<?> only = new Parameter<>("result", GridCoverage2D.class, null, null, false, 0, 1, null, null);
        ProcessFactory factory = new SingleProcessFactory(new NameImpl("deforma", "Only")) {
            @Override
            public InternationalString getTitle() {
                return new SimpleInternationalString("only");
            }

            @Override
            protected InternationalString getDescription() {
                return getTitle();
            }

            @Override
            public Map<String, Parameter<?>> getParameterInfo() {
                return INPUTS;
            }

            @Override
            public Map<String, Parameter<?>> getResultInfo(Map<String, Object> parameters) {
                return output.outputs(INPUTS, Map.of("result", only));
            }

            @Override
            public Process create() {
                return tool;
            }

            @Override
            public boolean supportsProgress() {
                return true;
            }

            @Override
            protected String getVersion() {
                return "1";
            }
        };
        Processors.addProcessFactory(factory);
        try {
            assertTrue(
                    new ProcessFunctionFactory().getFunctionNames().stream().anyMatch(name -> name.getFunctionName()
                            .equals(new NameImpl("deforma", "Only"))),
                    "styles find it");
        } finally {
            Processors.removeProcessFactory(factory);
        }
    }

    @Test
    void leavesAloneAToolThatKnowsLayersItself() {
        Map<String, Parameter<?>> inputs = Map.of("layer", new Parameter<>("layer", String.class));
        assertSame(inputs, output.inputs(inputs, OUTPUTS));
        assertSame(OUTPUTS, output.outputs(inputs, OUTPUTS));
        Map<String, Object> arguments = Map.of("layer", "its own");
        Map<String, Object> results = Map.of("result", raster);
        Process own = (given, progress) -> {
            assertSame(arguments, given);
            return results;
        };
        assertSame(results, output.run(own, inputs, arguments, listener));
        assertEquals(List.of(), done);
    }

    @Test
    void publishesNothingUnasked() {
        Map<String, Object> results = output.run(tool, INPUTS, Map.of("band", 1), listener);
        assertEquals(List.of("run"), done);
        assertEquals(List.of("report", "result"), List.copyOf(results.keySet()));
        assertEquals(List.of("50.0"), listener.seen);
    }

    @Test
    void checksRunsPublishes() {
        Map<String, Object> results = run(" test:quake ");
        assertEquals(List.of("check test:quake", "run", "publish test:quake"), done);
        assertEquals(List.of("report", "result", "layer", "wms"), List.copyOf(results.keySet()));
        assertEquals("test:quake", results.get("layer"));
        assertEquals("https://maps.example.org/geoserver/test/wms?layers=test:quake", results.get("wms"));
        assertSame(raster, results.get("result"));
        assertEquals(
                List.of("east", "north", "magnitude", "a"),
                List.copyOf(publisher.styles.keySet()),
                "the order of the styles says which is the default");
        assertEquals("<north/>", publisher.styles.get("north"));
        assertEquals(
                List.of("45.0", "90.0", "Publishing test:quake", "90.0", "95.0", "100.0"),
                listener.seen,
                "90 % for the tool");
        assertTrue(!raster.disposed, "the result is the caller's");
    }

    @Test
    void refusesBeforeTheWork() {
        publisher.refusal = new IllegalArgumentException("there is no workspace X");
        ProcessException refused = assertThrows(ProcessException.class, () -> run("X:quake"));
        assertEquals("there is no workspace X", refused.getMessage());
        assertSame(publisher.refusal, refused.getCause());
        assertEquals(List.of("check X:quake"), done);
    }

    @Test
    void takesNoBlankName() {
        for (Object blank : new Object[] {"", " \t", null}) {
            ProcessException refused = assertThrows(ProcessException.class, () -> run(blank));
            assertInstanceOf(IllegalArgumentException.class, refused.getCause());
            assertEquals(
                    "layer is blank; name it WORKSPACE:NAME, or leave it out to publish nothing", refused.getMessage());
        }
        assertEquals(List.of(), done);
    }

    @Test
    void disposesAResultThatCannotBePublished() {
        publisher.failure = new UnsupportedOperationException("disk full");
        ProcessException failed = assertThrows(ProcessException.class, () -> run("test:quake"));
        assertEquals("layer test:quake could not be published: disk full", failed.getMessage());
        assertSame(publisher.failure, failed.getCause());
        assertTrue(raster.disposed);
    }

    @Test
    void keepsWhatKindOfFailureItIs() {
        for (RuntimeException cause : List.of(
                new IllegalArgumentException("the result has no coordinate reference system"),
                new CancellationException("cancelled"))) {
            publisher.failure = cause;
            ProcessException failed = assertThrows(ProcessException.class, () -> run("test:quake"));
            assertEquals(cause.getMessage(), failed.getMessage());
            assertSame(cause, failed.getCause());
            listener.last = 0;
        }
        ProcessException own = new ProcessException("GeoServer cannot write");
        publisher.failure = own;
        assertSame(own, assertThrows(ProcessException.class, () -> run("test:quake")));
        assertTrue(raster.disposed);
    }

    @Test
    void aHostThatCancelsByAnExceptionCancels() {
        listener.dismissed = true;
        ProcessException failed = assertThrows(ProcessException.class, () -> run("test:quake"));
        assertInstanceOf(CancellationException.class, failed.getCause());
        assertTrue(raster.disposed);
        assertEquals(List.of("check test:quake", "run"), done);
    }
}
