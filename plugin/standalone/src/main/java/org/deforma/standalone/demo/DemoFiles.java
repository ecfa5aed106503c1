package org.deforma.standalone.demo;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Writes the GeoTIFFs of the demos. */
final class DemoFiles {
    private DemoFiles() {}

    /**
     * Writes one band of Float32.
     *
     * @param values row by row; NaN for no data
     * @param width number of columns
     * @param height number of rows
     * @param extent of the whole raster, with its CRS
     */
    static void write(float[] values, int width, int height, ReferencedEnvelope extent, Path file) throws IOException {
        WritableRaster pixels =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 1), null);
        pixels.setSamples(0, 0, width, height, 0, values);
        write(new GridCoverageFactory().create("demo", pixels, extent), file);
    }

    /** Writes a raster as it is. */
    static void write(GridCoverage2D coverage, Path file) throws IOException {
        try (RasterOutput output = RasterOutput.to(file, List.of())) {
            output.write(coverage);
        } finally {
            coverage.dispose(true);
        }
    }

    /** The reference system of a demo, east first. */
    static CoordinateReferenceSystem crs(String code) {
        try {
            return CRS.decode(code, true);
        } catch (FactoryException e) {
            throw new IllegalStateException(code + " is not to be found in the EPSG database", e);
        }
    }
}
