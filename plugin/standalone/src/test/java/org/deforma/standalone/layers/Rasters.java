package org.deforma.standalone.layers;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** GeoTIFFs for tests: Float32, 10 m, EPSG:32611, upper left corner at 440000, 3960000. */
final class Rasters {
    /** Value of a pixel. */
    interface Values {
        float at(int band, int column, int row);
    }

    private Rasters() {}

    static Path write(Path file, int width, int height, int bands, Values values) throws IOException {
        return write(file, width, height, bands, values, "EPSG:32611", 440_000, 3_960_000, 10);
    }

    static Path write(
            Path file,
            int width,
            int height,
            int bands,
            Values values,
            String crs,
            double west,
            double north,
            double pixel)
            throws IOException {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, bands), null);
        for (int band = 0; band < bands; band++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    raster.setSample(x, y, band, values.at(band, x, y));
                }
            }
        }
        try {
            ReferencedEnvelope bounds = new ReferencedEnvelope(
                    west, west + width * pixel, north - height * pixel, north, CRS.decode(crs, true));
            try (RasterOutput output = RasterOutput.to(file, List.of())) {
                output.write(new GridCoverageFactory().create("test", raster, bounds));
            }
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }
}
