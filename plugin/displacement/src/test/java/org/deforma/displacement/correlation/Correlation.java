package org.deforma.displacement.correlation;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.ImagePair;

/** A correlation of two whole images, tile by tile, and how it compares with the truth. */
final class Correlation {
    /** Cells nearer to the edge of the image are left out of comparisons [px]. */
    static final double EDGE = 80;

    final CellGrid grid;
    final float[] dx;
    final float[] dy;
    final float[] correlation;
    final float[] sigma;
    final float[] status;

    /** Passes over the images that it took. */
    final int passes;

    private Correlation(CellGrid grid, float[][] cells, int passes) {
        this.grid = grid;
        this.passes = passes;
        dx = cells[0];
        dy = cells[1];
        correlation = cells[2];
        sigma = cells[3];
        status = cells[4];
    }

    static Correlation of(ImagePair pair, int window, int step, double range) {
        return of(pair.before(), pair.after(), pair.width(), pair.height(), window, step, range, 64);
    }

    static Correlation of(
            float[] before, float[] after, int width, int height, int window, int step, double range, int tile) {
        CellGrid grid = new CellGrid(width, height, window, step);
        return of(before, after, grid, range, tile, GreyScale.of(before), GreyScale.of(after));
    }

    static Correlation of(
            float[] before,
            float[] after,
            CellGrid grid,
            double range,
            int tile,
            GreyScale greyBefore,
            GreyScale greyAfter) {
        int width = grid.width();
        int height = grid.height();
        TileCorrelator correlator = new TileCorrelator(grid, range, 0.3, greyBefore, greyAfter);
        List<Rectangle> tiles = new ArrayList<>();
        for (int y = 0; y < grid.rows(); y += tile) {
            for (int x = 0; x < grid.columns(); x += tile) {
                tiles.add(new Rectangle(x, y, Math.min(tile, grid.columns() - x), Math.min(tile, grid.rows() - y)));
            }
        }
        int cells = grid.columns() * grid.rows();
        float[][] found = new float[2][cells];
        float[][] refined = new float[2][cells];
        float[][] measured = new float[5][cells];
        List<TileCorrelator.Tile> pixels = new ArrayList<>();
        for (Rectangle t : tiles) {
            pixels.add(correlator.tile(
                    t,
                    read(before, width, height, correlator.before(t)),
                    read(after, width, height, correlator.after(t))));
        }
        for (int i = 0; i < tiles.size(); i++) {
            put(found, grid, tiles.get(i), pixels.get(i).search(() -> false));
        }
        for (int i = 0; i < tiles.size(); i++) {
            put(
                    refined,
                    grid,
                    tiles.get(i),
                    pixels.get(i).refine(get(found, grid, correlator.withMargin(tiles.get(i)))));
        }
        for (int pass = 2; ; pass++) {
            for (int i = 0; i < tiles.size(); i++) {
                float[][] near = get(refined, grid, correlator.withMargin(tiles.get(i)));
                put(measured, grid, tiles.get(i), pixels.get(i).measure(near, get(found, grid, tiles.get(i))));
            }
            if (changes(refined, measured) <= 0.02 * cells || pass == 4) {
                return new Correlation(grid, withoutRejected(measured), pass);
            }
            refined[0] = measured[0].clone();
            refined[1] = measured[1].clone();
        }
    }

    private static int changes(float[][] refined, float[][] measured) {
        int count = 0;
        for (int i = 0; i < measured[0].length; i++) {
            float change = Math.max(Math.abs(measured[0][i] - refined[0][i]), Math.abs(measured[1][i] - refined[1][i]));
            boolean is = measured[4][i] == CellStatus.MEASURED.code();
            count += is && !TileCorrelator.settled(change, measured[3][i]) ? 1 : 0;
        }
        return count;
    }

    private static float[][] withoutRejected(float[][] measured) {
        for (int i = 0; i < measured[0].length; i++) {
            for (int k = 0; k < 4 && measured[4][i] != CellStatus.MEASURED.code(); k++) {
                measured[k][i] = Float.NaN;
            }
        }
        return measured;
    }

    private static float[] read(float[] image, int width, int height, Rectangle r) {
        float[] block = new float[r.width * r.height];
        Arrays.fill(block, Float.NaN);
        Rectangle inside = r.intersection(new Rectangle(width, height));
        for (int y = inside.y; y < inside.y + inside.height; y++) {
            System.arraycopy(image, y * width + inside.x, block, (y - r.y) * r.width + inside.x - r.x, inside.width);
        }
        return block;
    }

    private static float[][] get(float[][] map, CellGrid grid, Rectangle r) {
        float[][] block = new float[map.length][r.width * r.height];
        for (int k = 0; k < map.length; k++) {
            for (int y = 0; y < r.height; y++) {
                System.arraycopy(map[k], (r.y + y) * grid.columns() + r.x, block[k], y * r.width, r.width);
            }
        }
        return block;
    }

    private static void put(float[][] map, CellGrid grid, Rectangle r, float[][] block) {
        for (int k = 0; k < map.length; k++) {
            for (int y = 0; y < r.height; y++) {
                System.arraycopy(block[k], y * r.width, map[k], (r.y + y) * grid.columns() + r.x, r.width);
            }
        }
    }

    CellStatus status(int column, int row) {
        int code = (int) status[row * grid.columns() + column];
        return Arrays.stream(CellStatus.values())
                .filter(s -> s.code() == code)
                .findFirst()
                .orElseThrow();
    }

    long count(CellStatus wanted) {
        long n = 0;
        for (float s : status) {
            n += s == wanted.code() ? 1 : 0;
        }
        return n;
    }

    Errors against(DisplacementField truth) {
        Errors errors = new Errors();
        for (int r = 0; r < grid.rows(); r++) {
            for (int c = 0; c < grid.columns(); c++) {
                double x = grid.centre(c);
                double y = grid.centre(r);
                if (x < EDGE || y < EDGE || x > grid.width() - EDGE || y > grid.height() - EDGE) {
                    continue;
                }
                int i = r * grid.columns() + c;
                DisplacementField.Vector d = truth.at(x, y);
                errors.add(dx[i] - d.dx(), dy[i] - d.dy(), sigma[i]);
            }
        }
        return errors;
    }

    /** Errors over both axes [px]. */
    static final class Errors {
        private final List<Double> normalised = new ArrayList<>();
        private double squares;
        private double sumX;
        private double sumY;
        private int cells;
        int missing;
        int wrong;

        private void add(double ex, double ey, double sigma) {
            cells++;
            if (Double.isNaN(ex)) {
                missing++;
                return;
            }
            wrong += Math.abs(ex) > 1 || Math.abs(ey) > 1 ? 1 : 0;
            squares += ex * ex + ey * ey;
            sumX += ex;
            sumY += ey;
            normalised.add(Math.abs(ex) / sigma);
            normalised.add(Math.abs(ey) / sigma);
        }

        double rmse() {
            return Math.sqrt(squares / (2.0 * (cells - missing)));
        }

        double meanX() {
            return sumX / (cells - missing);
        }

        double meanY() {
            return sumY / (cells - missing);
        }

        /** Robust standard deviation of the error divided by sigma. */
        double calibration() {
            double[] sorted = normalised.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return 1.4826 * sorted[sorted.length / 2];
        }
    }
}
