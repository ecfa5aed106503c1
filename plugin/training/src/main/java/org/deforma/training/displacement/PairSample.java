package org.deforma.training.displacement;

import java.awt.Rectangle;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.FirstField;
import org.deforma.displacement.correlation.GreyScale;
import org.deforma.displacement.correlation.NetworkInput;
import org.deforma.displacement.correlation.TileCorrelator;
import org.deforma.synthetic.ImagePair;

/**
 * A pair of images with the first field that the correlator measures on it, and the truth, both at every pixel. For one thread.
 */
final class PairSample {
    /** Window of the first field [px]. */
    static final int WINDOW = 32;
    /** Distance of its cells [px]. */
    static final int STEP = WINDOW / 4;

    private static final double RANGE = 16;
    private static final double MIN_CORRELATION = 0.4;
    /** Pixels of the later image on each side that a field may lead to, on a multiple of 16. */
    private static final int AROUND = 48;
    /** Passes after the first, as a run makes them on images with strain. */
    private static final int PASSES = 2;

    /** Columns [px]. */
    final int width;
    /** Rows [px]. */
    final int height;
    /** First field along x [px]. */
    final float[] fieldX;
    /** Along y. */
    final float[] fieldY;
    /** Its sigma [px]; NaN where there is nothing to start from. */
    final float[] sigma;

    private final NetworkInput input;

    /** Measures the first field of a pair. */
    PairSample(ImagePair pair) {
        width = pair.width();
        height = pair.height();
        GreyScale greyBefore = GreyScale.of(pair.before());
        GreyScale greyAfter = GreyScale.of(pair.after());
        CellGrid grid = new CellGrid(width, height, WINDOW, STEP);
        TileCorrelator correlator = new TileCorrelator(grid, RANGE, MIN_CORRELATION, greyBefore, greyAfter);
        Rectangle cells = new Rectangle(grid.columns(), grid.rows());
        TileCorrelator.Tile tile = correlator.tile(
                cells, window(pair.before(), correlator.before(cells)), window(pair.after(), correlator.after(cells)));
        float[][] found = tile.search(() -> false);
        float[][] measured = tile.refine(found);
        for (int pass = 0; pass < PASSES; pass++) {
            measured = tile.measure(measured, found);
        }
        Rectangle pixels = new Rectangle(width, height);
        float[][] field = FirstField.of(grid, cells, measured, pixels);
        fieldX = field[0];
        fieldY = field[1];
        sigma = field[2];
        Rectangle around = new Rectangle(-AROUND, -AROUND, width + 2 * AROUND, height + 2 * AROUND);
        input = new NetworkInput(
                pixels, pair.before().clone(), greyBefore, around, window(pair.after(), around), greyAfter);
    }

    /** What the network is shown with a field. */
    float[] input(float[] dx, float[] dy, float[] deviation) {
        return input.of(dx, dy, deviation);
    }

    private float[] window(float[] image, Rectangle window) {
        float[] values = new float[window.width * window.height];
        for (int i = 0; i < values.length; i++) {
            int x = window.x + i % window.width;
            int y = window.y + i / window.width;
            boolean inside = x >= 0 && y >= 0 && x < width && y < height;
            values[i] = inside ? image[y * width + x] : Float.NaN;
        }
        return values;
    }
}
