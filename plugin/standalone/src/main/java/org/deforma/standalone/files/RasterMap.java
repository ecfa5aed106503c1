package org.deforma.standalone.files;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deforma.host.files.RasterInput;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * A whole raster in memory, for results that are looked at as a picture or as a table.
 *
 * @param columns of the raster
 * @param rows of the raster
 * @param toWorld pixel coordinates, (0, 0) the outer corner of the upper left pixel, to world coordinates
 * @param bands values row by row, NaN for no data
 */
public record RasterMap(int columns, int rows, AffineTransform toWorld, List<float[]> bands) {
    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public static RasterMap read(Path file) {
        try (RasterInput input = RasterInput.open("map", file)) {
            GridCoverage2D coverage = input.coverage();
            Raster pixels = coverage.getRenderedImage().getData();
            int columns = pixels.getWidth();
            int rows = pixels.getHeight();
            List<float[]> bands = new ArrayList<>();
            for (int band = 0; band < pixels.getNumBands(); band++) {
                bands.add(pixels.getSamples(
                        pixels.getMinX(), pixels.getMinY(), columns, rows, band, new float[columns * rows]));
            }
            var toWorld = (AffineTransform) coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT);
            return new RasterMap(columns, rows, new AffineTransform(toWorld), bands);
        }
    }

    /** World coordinates of the centre of a cell. */
    public Point2D centre(int column, int row) {
        return toWorld.transform(new Point2D.Double(column + 0.5, row + 0.5), null);
    }

    /** Length of a cell's upper edge in world units. */
    public double cellSize() {
        return Math.hypot(toWorld.getScaleX(), toWorld.getShearY());
    }
}
