package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.Test;

class MagnitudeProcessTest {
    private static final Name NAME = new NameImpl("deforma", "Magnitude");

    private final GridCoverage2D map = coverage();
    private final GridCoverage2D length = coverage();

    private static GridCoverage2D coverage() {
        return new GridCoverageFactory()
                .create(
                        "map",
                        new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                        new ReferencedEnvelope(0, 4, 0, 4, null));
    }

    @Test
    void theMapGoesInAsDataAndTheLengthComesOutAsResult() {
        ProcessFactory factory = new MagnitudeProcessFactory((displacement, listener) -> {
            assertSame(map, displacement);
            return length;
        });
        assertEquals(List.of("data"), List.copyOf(factory.getParameterInfo(NAME).keySet()));
        assertEquals(
                List.of("result"), List.copyOf(factory.getResultInfo(NAME, null).keySet()));
        assertEquals(
                Map.of("result", length),
                factory.create(NAME).execute(Map.of("data", map), new NullProgressListener()));
    }

    @Test
    void aRasterThatIsNoDisplacementIsTheCallersMistake() {
        ProcessFactory factory = new MagnitudeProcessFactory((displacement, listener) -> {
            throw new IllegalArgumentException("data must have two bands");
        });
        ProcessException e = assertThrows(ProcessException.class, () -> factory.create(NAME)
                .execute(Map.of("data", map), new NullProgressListener()));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        assertEquals("data must have two bands", e.getMessage());
    }
}
