package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.Test;

class ImportProcessTest {
    private static final Name NAME = new NameImpl("deforma", "Import");

    private final GridCoverage2D given = coverage();
    private final GridCoverage2D made = coverage();

    private static GridCoverage2D coverage() {
        return new GridCoverageFactory()
                .create(
                        "map",
                        new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                        new ReferencedEnvelope(0, 4, 0, 4, null));
    }

    @Test
    void theRasterGoesInAndComesOutWithAReport() {
        ProcessFactory factory = new ImportProcessFactory((raster, listener) -> {
            assertSame(given, raster);
            return new Product(made, "{}");
        });
        assertEquals(
                List.of("raster"), List.copyOf(factory.getParameterInfo(NAME).keySet()));
        assertEquals(
                List.of("result", "report"),
                List.copyOf(factory.getResultInfo(NAME, null).keySet()));
        assertEquals(
                Map.of("result", made, "report", "{}"),
                factory.create(NAME).execute(Map.of("raster", given), new NullProgressListener()));
    }

    @Test
    void aRasterThatCannotBeALayerIsTheCallersMistake() {
        ProcessFactory factory = new ImportProcessFactory((raster, listener) -> {
            throw new IllegalArgumentException("raster has no reference system");
        });
        ProcessException e = assertThrows(ProcessException.class, () -> factory.create(NAME)
                .execute(Map.of("raster", given), new NullProgressListener()));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        assertEquals("raster has no reference system", e.getMessage());
    }
}
