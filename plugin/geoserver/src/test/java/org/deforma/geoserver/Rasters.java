package org.deforma.geoserver;

import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultEngineeringCRS;

/** Small rasters, among them a stack of coherence, to have the engine of networks loaded and used. */
final class Rasters {
    private static final List<String> DATES = List.of("20200101", "20200113", "20200125", "20200206");
    private static final int SIDE = 8;

    private Rasters() {}

    /** Runs the shipped network over it; the number of pixels that got a class. */
    static int classify() {
        List<GridCoverage2D> coherence = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < DATES.size(); i++) {
            for (int j = i + 1; j < DATES.size(); j++) {
                coherence.add(coverage(0.9f - 0.2f * (j - i)));
                pairs.add(DATES.get(i) + "_" + DATES.get(j));
            }
        }
        Map<String, Object> arguments = new HashMap<>(Map.of("coherence", coherence, "pairs", pairs));
        GridCoverage2D result = (GridCoverage2D) Server.process("ClassifyCoherence")
                .execute(arguments, new NullProgressListener())
                .get("result");
        Raster pixels = result.getRenderedImage().getData();
        int classified = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                classified += pixels.getSampleFloat(pixels.getMinX() + x, pixels.getMinY() + y, 0) > 0 ? 1 : 0;
            }
        }
        result.dispose(true);
        return classified;
    }

    /** Noise, for correlation. */
    static GridCoverage2D texture(int side) {
        Random random = new Random(7);
        float[][] matrix = new float[side][side];
        for (float[] row : matrix) {
            for (int x = 0; x < side; x++) {
                row[x] = random.nextFloat();
            }
        }
        return coverage(matrix);
    }

    private static GridCoverage2D coverage(float value) {
        float[][] matrix = new float[SIDE][SIDE];
        for (float[] row : matrix) {
            Arrays.fill(row, value);
        }
        return coverage(matrix);
    }

    private static GridCoverage2D coverage(float[][] matrix) {
        return new GridCoverageFactory()
                .create(
                        "image",
                        matrix,
                        new ReferencedEnvelope(
                                0, 10 * matrix.length, 0, 10 * matrix.length, DefaultEngineeringCRS.CARTESIAN_2D));
    }
}
