package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.insar.CoherenceParameters;
import org.deforma.api.model.ClassifyParameters;
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

/** The two processes that run networks. */
class ClassifyProcessTest {
    private static final Name CLASSIFY = new NameImpl("deforma", "Classify");
    private static final Name COHERENCE = new NameImpl("deforma", "ClassifyCoherence");

    private final GridCoverage2D image = new GridCoverageFactory()
            .create(
                    "image",
                    new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                    new ReferencedEnvelope(0, 4, 0, 4, null));
    private Object given;
    private Object asked;
    private final ProcessFactory classify = new ClassifyProcessFactory((raster, parameters, listener) -> {
        given = raster;
        asked = parameters;
        return new Product(image, "{}");
    });
    private final ProcessFactory coherence = new ClassifyCoherenceProcessFactory((stack, parameters, listener) -> {
        given = stack;
        asked = parameters;
        return new Product(image, "{}");
    });

    private Map<String, Object> run(Name name, Map<String, ?> arguments) {
        ProcessFactory factory = name == CLASSIFY ? classify : coherence;
        return factory.create(name).execute(new HashMap<>(arguments), new NullProgressListener());
    }

    private String messageOf(Name name, Map<String, ?> arguments) {
        ProcessException e = assertThrows(ProcessException.class, () -> run(name, arguments));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        return e.getMessage();
    }

    @Test
    void namesOrderAndMultiplicityAreTheContract() {
        assertEquals(java.util.Set.of(CLASSIFY), classify.getNames());
        assertEquals(java.util.Set.of(COHERENCE), coherence.getNames());
        assertEquals(
                List.of("raster", "model", "bands", "device", "entropy"),
                List.copyOf(classify.getParameterInfo(CLASSIFY).keySet()));
        Map<String, Parameter<?>> inputs = coherence.getParameterInfo(COHERENCE);
        assertEquals(List.of("coherence", "pairs", "model", "device", "entropy"), List.copyOf(inputs.keySet()));
        assertEquals(GridCoverage2D.class, inputs.get("coherence").type);
        assertEquals(1, inputs.get("coherence").minOccurs);
        assertEquals(Integer.MAX_VALUE, inputs.get("coherence").maxOccurs);
        assertEquals(String.class, inputs.get("pairs").type);
        assertEquals(0, inputs.get("pairs").minOccurs);
        assertEquals(Integer.class, classify.getParameterInfo(CLASSIFY).get("bands").type);
        assertEquals(1, inputs.get("model").maxOccurs);
        assertEquals("auto", inputs.get("device").sample);
        assertEquals(false, inputs.get("entropy").sample);
        for (ProcessFactory factory : List.of(classify, coherence)) {
            Name name = factory.getNames().iterator().next();
            assertEquals(
                    List.of("result", "report"),
                    List.copyOf(factory.getResultInfo(name, null).keySet()));
            assertTrue(factory.supportsProgress(name));
            factory.getParameterInfo(name).values().forEach(input -> {
                String text = input.description.toString();
                assertTrue(text.length() > 20 && text.endsWith("."), input.key + ": " + text);
            });
        }
    }

    @Test
    void defaultsReachTheTools() {
        Map<String, Object> results = run(CLASSIFY, Map.of("raster", image));
        assertSame(image, results.get("result"));
        assertEquals("{}", results.get("report"));
        assertSame(image, given);
        assertEquals(new ClassifyParameters("", List.of(), "auto", false), asked);
        run(COHERENCE, Map.of("coherence", List.of(image, image)));
        assertEquals(List.of(image, image), given);
        assertEquals(new CoherenceParameters(List.of(), "", "auto", false), asked);
    }

    @Test
    void everyInputReachesTheTools() {
        run(
                CLASSIFY,
                Map.of("raster", image, "model", " m ", "bands", List.of(2, 0), "device", "gpu:1", "entropy", true));
        assertEquals(new ClassifyParameters("m", List.of(2, 0), "gpu:1", true), asked);
        run(
                COHERENCE,
                Map.of(
                        "coherence",
                        List.of(image),
                        "pairs",
                        List.of("20180106_20180130"),
                        "model",
                        "m",
                        "device",
                        "cpu",
                        "entropy",
                        true));
        assertEquals(new CoherenceParameters(List.of("20180106_20180130"), "m", "cpu", true), asked);
    }

    @Test
    void hostsMayHandOverArraysAndSingleValues() {
        run(COHERENCE, Map.of("coherence", image, "pairs", "20180106_20180130"));
        assertEquals(List.of(image), given);
        assertEquals(List.of("20180106_20180130"), ((CoherenceParameters) asked).pairs());
        run(COHERENCE, Map.of("coherence", new GridCoverage2D[] {image, image}));
        assertEquals(List.of(image, image), given);
        run(CLASSIFY, Map.of("raster", image, "bands", new Integer[] {1, 2}));
        assertEquals(List.of(1, 2), ((ClassifyParameters) asked).bands());
    }

    @Test
    void mistakesAreNamed() {
        assertEquals("coherence is missing", messageOf(COHERENCE, Map.of()));
        assertEquals("coherence is missing", messageOf(COHERENCE, Map.of("coherence", List.of())));
        assertEquals("raster is missing", messageOf(CLASSIFY, Map.of()));
        assertEquals(
                "bands must be 0 or more, was -1", messageOf(CLASSIFY, Map.of("raster", image, "bands", List.of(-1))));
        assertEquals(
                "bands holds a value that cannot be read",
                messageOf(CLASSIFY, Map.of("raster", image, "bands", Arrays.asList(1, null))));
        Map<String, Object> unread = new HashMap<>(Map.of("raster", image));
        unread.put("entropy", null);
        assertEquals("entropy must be true or false", messageOf(CLASSIFY, unread));
    }
}
