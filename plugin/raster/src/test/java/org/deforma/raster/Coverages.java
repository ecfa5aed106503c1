package org.deforma.raster;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;

/** Rasters for the tests of this module. */
final class Coverages {
    static final AffineTransform TEN_METRES = new AffineTransform(10, 0, 0, -10, 400_000, 4_000_000);

    private Coverages() {}

    /** A value for a place of a raster. */
    @FunctionalInterface
    interface Field {
        double at(double x, double y);
    }

    static Optional<CoordinateReferenceSystem> epsg(int code) {
        try {
            return Optional.of(CRS.decode("EPSG:" + code, true));
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }

    static RasterGrid grid(int width, int height, AffineTransform toWorld, int epsg) {
        return new RasterGrid(width, height, toWorld, epsg == 0 ? Optional.empty() : epsg(epsg));
    }

    /** A source without any file whose value at the centre of each pixel is the field at that column and row. */
    static RasterSource source(String name, RasterGrid grid, Field field) {
        return new RasterSource() {
            @Override
            public RasterGrid grid() {
                return grid;
            }

            @Override
            public int bands() {
                return 1;
            }

            @Override
            public float[] read(Rectangle window, int band) {
                float[] values = new float[window.width * window.height];
                for (int i = 0; i < values.length; i++) {
                    int x = window.x + i % window.width;
                    int y = window.y + i / window.width;
                    boolean inside = x >= 0 && y >= 0 && x < grid.width() && y < grid.height();
                    values[i] = inside ? (float) field.at(x, y) : Float.NaN;
                }
                return values;
            }

            @Override
            public java.util.List<String> notes() {
                return java.util.List.of();
            }

            @Override
            public Map<String, String> origin() {
                return Map.of("name", name);
            }

            @Override
            public void close() {}
        };
    }

    /** Samples of any type, pixel interleaved. */
    static WritableRaster raster(int type, int width, int height, Field... bands) {
        int n = bands.length;
        WritableRaster raster = Raster.createWritableRaster(
                new PixelInterleavedSampleModel(
                        type, width, height, n, n * width, IntStream.range(0, n).toArray()),
                new Point());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int b = 0; b < n; b++) {
                    raster.setSample(x, y, b, bands[b].at(x, y));
                }
            }
        }
        return raster;
    }

    static GridCoverage2D read(Path file) throws IOException {
        return new GeoTiffReader(file.toFile()).read(null);
    }

    static int[] types() {
        return new int[] {
            DataBuffer.TYPE_BYTE,
            DataBuffer.TYPE_USHORT,
            DataBuffer.TYPE_SHORT,
            DataBuffer.TYPE_INT,
            DataBuffer.TYPE_FLOAT,
            DataBuffer.TYPE_DOUBLE
        };
    }
}
