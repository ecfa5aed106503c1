package org.deforma.displacement.correlation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gaps, flat ground, odd sizes, and that the cutting into tiles does not show. */
class RobustnessTest {
    private static final DisplacementField FIELD = DisplacementField.waves(1, 400);
    private static final ImagePair PAIR = ImagePair.of(new FractalScene(400, 360, 1), FIELD, 20, 2);

    @ParameterizedTest(name = "window {0}, step {1}, range {2}, tiles of {3} cells")
    @CsvSource({
        "32, 8, 8, 7",
        "32, 8, 60, 13",
        "16, 8, 100, 9",
        "24, 5, 8, 20",
        "33, 8, 6, 11",
        "64, 16, 8, 5",
        "16, 16, 4, 6"
    })
    void tilesDoNotShow(int window, int step, double range, int tile) {
        float[] before = withGaps(PAIR.before());
        float[] after = withGaps(PAIR.after());
        Correlation whole = Correlation.of(before, after, 400, 360, window, step, range, 1000);
        Correlation tiled = Correlation.of(before, after, 400, 360, window, step, range, tile);
        assertArrayEquals(whole.dx, tiled.dx);
        assertArrayEquals(whole.dy, tiled.dy);
        assertArrayEquals(whole.correlation, tiled.correlation);
        assertArrayEquals(whole.sigma, tiled.sigma);
        assertArrayEquals(whole.status, tiled.status);
        assertTrue(whole.count(CellStatus.MEASURED) > 0.4 * whole.status.length);
    }

    private static float[] withGaps(float[] image) {
        float[] gaps = image.clone();
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 400; x++) {
                boolean cloud = Math.hypot(x - 130, y - 200) < 45;
                boolean line = (x + 2 * y) % 90 < 3;
                if (cloud || line) {
                    gaps[y * 400 + x] = Float.NaN;
                }
            }
        }
        return gaps;
    }

    @Test
    void windowsWithSomeGapsUseWhatIsValid() {
        float[] before = PAIR.before().clone();
        // A line two pixels wide without data every 16 px: an eighth of every window is missing, more with the
        // gradient's rim.
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 400; x++) {
                if (x % 16 < 2) {
                    before[y * 400 + x] = Float.NaN;
                }
            }
        }
        Correlation c = Correlation.of(before, PAIR.after(), 400, 360, 32, 8, 8, 64);
        Correlation.Errors errors = c.against(FIELD);
        assertEquals(0, errors.missing);
        assertEquals(0, errors.wrong);
        assertTrue(errors.rmse() < 0.016, "RMSE " + errors.rmse() + " px");
    }

    @Test
    void largeGapsAreRejectedAndFarCellsDoNotNotice() {
        float[] before = PAIR.before().clone();
        for (int y = 100; y < 200; y++) {
            Arrays.fill(before, y * 400 + 100, y * 400 + 200, Float.NaN);
        }
        Correlation with = Correlation.of(before, PAIR.after(), 400, 360, 32, 8, 8, 64);
        Correlation without = Correlation.of(PAIR, 32, 8, 8);
        CellGrid grid = with.grid;
        for (int r = 0; r < grid.rows(); r++) {
            for (int c = 0; c < grid.columns(); c++) {
                double x = grid.centre(c);
                double y = grid.centre(r);
                int i = r * grid.columns() + c;
                if (x > 105 && x < 195 && y > 105 && y < 195) {
                    assertEquals(CellStatus.NODATA, with.status(c, r));
                    assertTrue(Float.isNaN(with.dx[i]) && Float.isNaN(with.sigma[i]));
                } else if (x > 330 && y > 300) {
                    assertEquals(without.dx[i], with.dx[i], 1e-3f);
                }
            }
        }
    }

    @Test
    void imagesOfNothingAreAllNodata() {
        float[] nothing = new float[100 * 100];
        Arrays.fill(nothing, Float.NaN);
        Correlation c = Correlation.of(nothing, nothing.clone(), 100, 100, 32, 8, 8, 64);
        assertEquals(c.status.length, c.count(CellStatus.NODATA));
    }

    @Test
    void flatGroundIsLowTexture() {
        float[] flat = new float[100 * 100];
        Arrays.fill(flat, 812);
        Correlation c = Correlation.of(flat, flat.clone(), 100, 100, 32, 8, 8, 64);
        assertEquals(0, c.count(CellStatus.MEASURED));
        assertTrue(c.count(CellStatus.LOW_TEXTURE) > 0.9 * c.status.length);
        assertTrue(Float.isNaN(c.dx[0]));
    }

    @Test
    void flatGroundBesideTextureIsLowTexture() {
        float[] before = PAIR.before().clone();
        float[] after = PAIR.after().clone();
        for (int y = 0; y < 360; y++) {
            Arrays.fill(before, y * 400 + 250, y * 400 + 400, 0.5f);
            Arrays.fill(after, y * 400 + 250, y * 400 + 400, 0.5f);
        }
        Correlation c = Correlation.of(before, after, 400, 360, 32, 8, 8, 64);
        assertEquals(CellStatus.LOW_TEXTURE, c.status(42, 20));
        assertEquals(CellStatus.MEASURED, c.status(15, 20));
    }

    @Test
    void otherImagesAreNotBelieved() {
        float[] other = new FractalScene(400, 360, 99).pixels();
        Correlation c = Correlation.of(PAIR.before(), other, 400, 360, 32, 8, 8, 64);
        double share = (double) c.count(CellStatus.MEASURED) / c.status.length;
        assertTrue(share < 0.12, "measured " + share + " of two images that have nothing in common");
    }

    @Test
    void beyondTheSearchRangeNothingIsMeasured() {
        DisplacementField far = DisplacementField.shift(9, 0);
        ImagePair pair = ImagePair.of(new FractalScene(320, 320, 3), far, 40, 4);
        Correlation c = Correlation.of(pair, 32, 8, 8);
        long inside = 0;
        for (int r = 10; r < 30; r++) {
            for (int k = 10; k < 30; k++) {
                inside += c.status(k, r) == CellStatus.SEARCH_EDGE ? 1 : 0;
            }
        }
        assertEquals(400, inside, "cells at the edge of the search");
    }

    @Test
    void swappingTheImagesTurnsTheSign() {
        DisplacementField shift = DisplacementField.shift(1.37, -0.61);
        ImagePair pair = ImagePair.of(new FractalScene(320, 320, 5), shift, 30, 6);
        Correlation forth = Correlation.of(pair, 32, 8, 8);
        @SuppressWarnings("ArgumentSelectionDefectChecker") // Swapped on purpose.
        ImagePair swapped = new ImagePair(
                pair.after(), pair.before(), 320, 320, DisplacementField.shift(-1.37, 0.61), pair.noise());
        Correlation back = Correlation.of(swapped, 32, 8, 8);
        int i = 20 * forth.grid.columns() + 20;
        assertEquals(1.37, forth.dx[i], 0.02);
        assertEquals(-0.61, forth.dy[i], 0.02);
        assertEquals(-forth.dx[i], back.dx[i], 0.01);
        assertEquals(-forth.dy[i], back.dy[i], 0.01);
    }

    @Test
    void transposingTheImagesTransposesTheResult() {
        Correlation plain = Correlation.of(PAIR, 32, 8, 8);
        Correlation turned =
                Correlation.of(transposed(PAIR.before()), transposed(PAIR.after()), 360, 400, 32, 8, 8, 64);
        for (int r = 0; r < plain.grid.rows(); r++) {
            for (int c = 0; c < plain.grid.columns(); c++) {
                int i = r * plain.grid.columns() + c;
                int j = c * turned.grid.columns() + r;
                assertEquals(plain.dx[i], turned.dy[j], 1e-3f);
                assertEquals(plain.dy[i], turned.dx[j], 1e-3f);
            }
        }
    }

    @Test
    void aWideSearchStopsWhenItIsTold() {
        CellGrid grid = new CellGrid(400, 360, 32, 8);
        TileCorrelator correlator =
                new TileCorrelator(grid, 512, 0.3, GreyScale.of(PAIR.before()), GreyScale.of(PAIR.after()));
        Rectangle cells = new Rectangle(0, 0, 8, 8);
        Rectangle before = correlator.before(cells);
        Rectangle after = correlator.after(cells);
        AtomicInteger asked = new AtomicInteger();
        TileCorrelator.Tile tile =
                correlator.tile(cells, new float[before.width * before.height], new float[after.width * after.height]);
        assertThrows(CancellationException.class, () -> tile.search(() -> asked.incrementAndGet() == 3));
        assertEquals(3, asked.get());
        tile.search(() -> asked.incrementAndGet() < 0);
        assertTrue(asked.get() > 60, "asked " + asked + " times");
    }

    private static float[] transposed(float[] image) {
        float[] result = new float[image.length];
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 400; x++) {
                result[x * 360 + y] = image[y * 400 + x];
            }
        }
        return result;
    }
}
