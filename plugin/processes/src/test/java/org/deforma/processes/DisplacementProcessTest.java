package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.deforma.api.DeformaException;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class DisplacementProcessTest {
    private static final Name NAME = new NameImpl("deforma", "Displacement");

    private final GridCoverage2D image = new GridCoverageFactory()
            .create(
                    "image",
                    new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                    new ReferencedEnvelope(0, 4, 0, 4, null));
    private final Geometry area =
            new GeometryFactory().createPoint(new Coordinate(1, 2)).buffer(1);
    private DisplacementParameters asked;
    private RuntimeException failure;
    private final ProcessFactory factory = new DisplacementProcessFactory((before, after, parameters, listener) -> {
        asked = parameters;
        if (failure != null) {
            throw failure;
        }
        return new Product(image, "{}");
    });

    private Map<String, Object> run(Map<String, ?> more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("before", image, "after", image));
        arguments.putAll(more);
        return factory.create(NAME).execute(arguments, new NullProgressListener());
    }

    private String messageOf(Map<String, ?> arguments) {
        ProcessException e = assertThrows(ProcessException.class, () -> run(arguments));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        return e.getMessage();
    }

    @Test
    void namesOrderAndDefaultsAreTheContract() {
        assertEquals(java.util.Set.of(NAME), factory.getNames());
        Map<String, Parameter<?>> inputs = factory.getParameterInfo(NAME);
        assertEquals(
                List.of(
                        "before",
                        "after",
                        "band",
                        "method",
                        "window",
                        "step",
                        "searchRange",
                        "minCorrelation",
                        "medianThreshold",
                        "area",
                        "removeRamp",
                        "model",
                        "device"),
                List.copyOf(inputs.keySet()));
        Map<String, Object> defaults = new HashMap<>();
        inputs.values().forEach(input -> defaults.put(input.key, input.sample));
        assertNull(defaults.remove("before"));
        assertNull(defaults.remove("after"));
        assertNull(defaults.remove("area"));
        assertNull(defaults.remove("model"));
        assertEquals(
                Map.of(
                        "band",
                        0,
                        "method",
                        "ICGN",
                        "window",
                        32,
                        "step",
                        8,
                        "searchRange",
                        8.0,
                        "minCorrelation",
                        0.4,
                        "medianThreshold",
                        0.0,
                        "removeRamp",
                        "none",
                        "device",
                        "auto"),
                defaults);
        assertEquals(
                List.of("before", "after"),
                inputs.values().stream()
                        .filter(input -> input.required)
                        .map(input -> input.key)
                        .toList());
        assertEquals(
                List.of("none", "offset", "plane"),
                inputs.get("removeRamp").metadata.get(Parameter.OPTIONS));
        assertEquals(List.of("ICGN", "CNN"), inputs.get("method").metadata.get(Parameter.OPTIONS));
        assertEquals(8.0, inputs.get("window").metadata.get(Parameter.MIN));
        assertEquals(
                List.of("result", "report"),
                List.copyOf(factory.getResultInfo(NAME, null).keySet()));
        assertTrue(factory.getResultInfo(NAME, null).get("result").required, "what it is worth as a function");
        assertFalse(factory.getResultInfo(NAME, null).get("report").required);
        assertTrue(factory.supportsProgress(NAME));
    }

    @Test
    void everyInputHasADescriptionThatIsASentence() {
        factory.getParameterInfo(NAME).values().forEach(input -> {
            String text = input.description.toString();
            assertTrue(text.length() > 20 && text.endsWith("."), input.key + ": " + text);
        });
    }

    @Test
    void defaultsReachTheTool() {
        Map<String, Object> results = run(Map.of());
        assertSame(image, results.get("result"));
        assertEquals("{}", results.get("report"));
        assertEquals(
                new DisplacementParameters(
                        0, DisplacementMethod.ICGN, 32, 8, 8, 0.4, 0, RampRemoval.NONE, Optional.empty(), "", "auto"),
                asked);
    }

    @Test
    void everyInputReachesTheTool() {
        run(Map.ofEntries(
                Map.entry("band", 2),
                Map.entry("method", "cnn"),
                Map.entry("window", 64),
                Map.entry("step", 16),
                Map.entry("searchRange", 24.5),
                Map.entry("minCorrelation", 0.5),
                Map.entry("medianThreshold", 2.0),
                Map.entry("area", area),
                Map.entry("removeRamp", "Plane"),
                Map.entry("model", " faults "),
                Map.entry("device", "gpu:1")));
        assertEquals(
                new DisplacementParameters(
                        2,
                        DisplacementMethod.CNN,
                        64,
                        16,
                        24.5,
                        0.5,
                        2,
                        RampRemoval.PLANE,
                        Optional.of(area),
                        "faults",
                        "gpu:1"),
                asked);
    }

    @Test
    void mistakesKeepTheirSentence() {
        assertEquals("window must be 8..256 px, was 7", messageOf(Map.of("window", 7)));
        assertEquals("step must be 1..32 px (the window), was 33", messageOf(Map.of("step", 33)));
        assertEquals(
                "removeRamp must be one of none, offset, plane, was 'wave'", messageOf(Map.of("removeRamp", "wave")));
        assertEquals("method must be one of icgn, cnn, was ''", messageOf(Map.of("method", "")));
    }

    @Test
    void valueThatTheHostCouldNotReadIsNotTheDefault() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("window", null);
        assertEquals("window is not a number that can be read; leave it out for its default, 32", messageOf(arguments));
        arguments.clear();
        arguments.put("area", null);
        run(arguments);
        assertEquals(Optional.empty(), asked.area(), "an area that is null is one left out");
    }

    @Test
    void missingImageIsNamed() {
        ProcessException e = assertThrows(ProcessException.class, () -> factory.create(NAME)
                .execute(Map.of("before", image), new NullProgressListener()));
        assertEquals("after is missing", e.getMessage());
    }

    @Test
    void failuresKeepMessageAndKind() {
        failure = new DeformaException("the disk is full", null);
        ProcessException full = assertThrows(ProcessException.class, () -> run(Map.of()));
        assertEquals("the disk is full", full.getMessage());
        assertSame(failure, full.getCause());
        failure = new CancellationException("cancelled");
        assertSame(
                failure,
                assertThrows(ProcessException.class, () -> run(Map.of())).getCause());
        failure = new UnsupportedOperationException("a fault of the program");
        assertSame(
                failure,
                assertThrows(ProcessException.class, () -> run(Map.of())).getCause());
    }
}
