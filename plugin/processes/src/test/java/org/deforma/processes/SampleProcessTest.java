package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.SampleParameters;
import org.deforma.api.raster.SampledValues;
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

class SampleProcessTest {
    private static final Name NAME = new NameImpl("deforma", "Sample");
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Geometry LINE =
            GEOMETRIES.createLineString(new Coordinate[] {new Coordinate(0, 0), new Coordinate(3, 4)});

    private static Object run(SampledValues values, Map<String, Object> more) {
        GridCoverage2D data = new GridCoverageFactory()
                .create(
                        "map",
                        new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                        new ReferencedEnvelope(0, 4, 0, 4, null));
        ProcessFactory factory = new SampleProcessFactory((raster, parameters, listener) -> {
            asked = parameters;
            return values;
        });
        Map<String, Object> arguments = new HashMap<>(Map.of("data", data, "points", LINE));
        arguments.putAll(more);
        return factory.create(NAME)
                .execute(arguments, new NullProgressListener())
                .get("values");
    }

    private static SampleParameters asked;

    private static SampledValues values(Optional<double[]> distance) {
        return new SampledValues(
                distance.isPresent() ? Optional.of("EPSG:32633") : Optional.empty(),
                "m",
                List.of(new Band("east", "m"), new Band("class", "")),
                distance,
                new double[] {0, 2.9999999999999996},
                new double[] {0, 4.5},
                new float[][] {{0.1f, Float.NaN}, {-2, 3}});
    }

    @Test
    void valuesAlongALineAreJson() {
        Object json = run(values(Optional.of(new double[] {0, 5.00049})), Map.of("crs", " epsg:32633 ", "count", 2));
        assertEquals(new SampleParameters(LINE, Optional.of("EPSG:32633"), 2), asked);
        assertEquals(
                "{\"crs\":\"EPSG:32633\",\"length\":5.0,\"unit\":\"m\","
                        + "\"bands\":[{\"name\":\"east\",\"unit\":\"m\"},{\"name\":\"class\",\"unit\":\"\"}],"
                        + "\"distance\":[0.0,5.0],\"x\":[0.0,3.0],\"y\":[0.0,4.5],\"values\":[[0.1,null],[-2.0,3.0]]}",
                json);
    }

    @Test
    void pointsHaveNoDistance() {
        Object json = run(values(Optional.empty()), Map.of());
        assertEquals(new SampleParameters(LINE, Optional.empty(), 200), asked, "the defaults");
        var object = JsonParser.parseString((String) json).getAsJsonObject();
        for (String missing : List.of("crs", "length", "distance")) {
            assertEquals(true, object.get(missing).isJsonNull(), missing);
        }
    }

    @Test
    void inputsAndTheirLimits() {
        ProcessFactory factory = new SampleProcessFactory((raster, parameters, listener) -> null);
        var inputs = factory.getParameterInfo(NAME);
        assertEquals(List.of("data", "points", "crs", "count"), List.copyOf(inputs.keySet()));
        assertEquals(200, inputs.get("count").sample);
        assertEquals(
                List.of("values"), List.copyOf(factory.getResultInfo(NAME, null).keySet()));
        ProcessException e =
                assertThrows(ProcessException.class, () -> run(values(Optional.empty()), Map.of("count", 1)));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        assertEquals("count must be 2..10000 places, was 1", e.getMessage());
    }
}
