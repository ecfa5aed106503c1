package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.Random;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static final RasterGrid TARGET = Coverages.grid(300, 260, Coverages.TEN_METRES, 32611);

    /**
     * Band-limited texture over the world: waves of random direction, none shorter than 4 pixels of 10 m, with a
     * standard deviation of 100 around 10,000.
     */
    private static final class Texture {
        private static final int WAVES = 40;
        private final double[] kx = new double[WAVES];
        private final double[] ky = new double[WAVES];
        private final double[] phase = new double[WAVES];

        Texture(double shortestMetres) {
            Random random = new Random(7);
            for (int i = 0; i < WAVES; i++) {
                double k = 2 * Math.PI / shortestMetres * Math.sqrt(0.02 + 0.98 * random.nextDouble());
                double direction = 2 * Math.PI * random.nextDouble();
                kx[i] = k * Math.cos(direction);
                ky[i] = k * Math.sin(direction);
                phase[i] = 2 * Math.PI * random.nextDouble();
            }
        }

        double at(Point2D world) {
            double sum = 0;
            for (int i = 0; i < WAVES; i++) {
                sum += Math.cos(kx[i] * (world.getX() - 400_000) + ky[i] * (world.getY() - 4_000_000) + phase[i]);
            }
            return 10_000 + 100 * Math.sqrt(2.0 / WAVES) * sum;
        }

        RasterSource on(RasterGrid grid) {
            return Coverages.source("after", grid, (x, y) -> at(grid.toWorld(x + 0.5, y + 0.5)));
        }
    }

    /** Largest error of aligned values against the texture itself [standard deviations], and their mean shift [px]. */
    private record Quality(double largest, double shiftX, double shiftY, double valid) {}

    private static Quality measure(float[] values, Texture texture, RasterGrid grid) {
        double largest = 0;
        double[] g = new double[5];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                continue;
            }
            count++;
            double x = i % grid.width() + 0.5;
            double y = i / grid.width() + 0.5;
            double error = values[i] - texture.at(grid.toWorld(x, y));
            largest = Math.max(largest, Math.abs(error));
            double h = 0.05;
            double gx = (texture.at(grid.toWorld(x + h, y)) - texture.at(grid.toWorld(x - h, y))) / (2 * h);
            double gy = (texture.at(grid.toWorld(x, y + h)) - texture.at(grid.toWorld(x, y - h))) / (2 * h);
            g[0] += gx * gx;
            g[1] += gx * gy;
            g[2] += gy * gy;
            g[3] += gx * error;
            g[4] += gy * error;
        }
        double det = g[0] * g[2] - g[1] * g[1];
        return new Quality(
                largest / 100,
                (g[2] * g[3] - g[1] * g[4]) / det,
                (g[0] * g[4] - g[1] * g[3]) / det,
                (double) count / values.length);
    }

    private static float[] whole(RasterSource source) {
        return source.read(new Rectangle(source.grid().width(), source.grid().height()), 0);
    }

    private static void assertExact(String what, RasterGrid from, double shortest, double allowed, double valid) {
        Texture texture = new Texture(shortest);
        RasterSource aligned = Alignment.align(texture.on(from), TARGET);
        Quality quality = measure(whole(aligned), texture, TARGET);
        assertTrue(quality.valid >= valid, () -> what + ": " + quality);
        assertTrue(quality.largest < allowed, () -> what + ": " + quality);
        assertTrue(Math.hypot(quality.shiftX, quality.shiftY) < 2e-4, () -> what + ": " + quality);
        assertEquals(1, aligned.notes().size());
    }

    private static AffineTransform moved(double x, double y, double scale) {
        AffineTransform t = new AffineTransform(TARGET.toWorld());
        t.translate(x, y);
        t.scale(scale, scale);
        return t;
    }

    @Test
    void halfPixelShift() {
        assertExact("half a pixel", Coverages.grid(340, 300, moved(-20.5, -20.5, 1), 32611), 30, 0.005, 1);
        assertExact("0.23, 0.81 px", Coverages.grid(340, 300, moved(-20.23, -19.19, 1), 32611), 30, 0.005, 1);
    }

    @Test
    void otherPixelSizes() {
        assertExact("source 2x finer", Coverages.grid(680, 600, moved(-20, -20, 0.5), 32611), 40, 0.004, 1);
        assertExact("source 1.5x finer", Coverages.grid(510, 450, moved(-20.3, -20, 1 / 1.5), 32611), 40, 0.004, 1);
        assertExact("source 2x coarser", Coverages.grid(200, 180, moved(-40, -40, 2), 32611), 60, 0.004, 1);
        assertExact("source 1.5x coarser", Coverages.grid(260, 240, moved(-30.1, -30, 1.5), 32611), 50, 0.004, 1);
    }

    @Test
    void rotated() {
        AffineTransform t = moved(150, 130, 1);
        t.rotate(0.35);
        t.translate(-220, -210);
        assertExact("rotated", Coverages.grid(440, 420, t, 32611), 40, 0.004, 1);
    }

    @Test
    void finerThanTheTargetIsSmoothedFirst() {
        // Waves of 15 m and longer cannot live on pixels of 10 m: what is shorter than 20 m must go, not come back as
        // another wave.
        RasterGrid fine = Coverages.grid(1400, 1240, moved(-20, -20, 0.25), 32611);
        RasterSource waves = Coverages.source("after", fine, (x, y) -> Math.cos(2 * Math.PI * x / 5.5));
        float[] values = whole(Alignment.align(waves, TARGET));
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest < 0.002, "aliased by " + largest);
    }

    @Test
    void otherUtmZone() throws Exception {
        assertReprojected(32612, 10, 40);
    }

    @Test
    void geographic() throws Exception {
        assertReprojected(4326, 9e-5, 40);
    }

    private static void assertReprojected(int epsg, double pixel, double shortest) throws Exception {
        MathTransform there = CRS.findMathTransform(
                TARGET.crs().orElseThrow(), Coverages.epsg(epsg).orElseThrow(), true);
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = 0; i < 4; i++) {
            Point2D corner = TARGET.toWorld(i % 2 * TARGET.width(), i / 2 * TARGET.height());
            double[] p = {corner.getX(), corner.getY()};
            there.transform(p, 0, p, 0, 1);
            box[0] = Math.min(box[0], p[0]);
            box[1] = Math.min(box[1], p[1]);
            box[2] = Math.max(box[2], p[0]);
            box[3] = Math.max(box[3], p[1]);
        }
        AffineTransform toWorld = new AffineTransform(pixel, 0, 0, -pixel, box[0] - 20 * pixel, box[3] + 20 * pixel);
        RasterGrid from = Coverages.grid(
                (int) ((box[2] - box[0]) / pixel) + 40, (int) ((box[3] - box[1]) / pixel) + 40, toWorld, epsg);
        MathTransform back = there.inverse();
        Texture texture = new Texture(shortest);
        RasterSource source = Coverages.source("after", from, (x, y) -> {
            Point2D p = from.toWorld(x + 0.5, y + 0.5);
            double[] world = {p.getX(), p.getY()};
            try {
                back.transform(world, 0, world, 0, 1);
            } catch (org.geotools.api.referencing.operation.TransformException e) {
                throw new IllegalStateException(e);
            }
            return texture.at(new Point2D.Double(world[0], world[1]));
        });
        RasterSource aligned = Alignment.align(source, TARGET);
        float[] values = whole(aligned);
        Quality quality = measure(values, texture, TARGET);
        assertEquals(1, quality.valid);
        assertTrue(quality.largest < 0.006, quality::toString);
        assertTrue(Math.hypot(quality.shiftX, quality.shiftY) < 3e-4, quality::toString);
        assertTilesEqualWhole(aligned, values);
    }

    private static void assertTilesEqualWhole(RasterSource source, float[] whole) {
        int side = 77;
        for (int y = -10; y < source.grid().height(); y += side) {
            for (int x = -10; x < source.grid().width(); x += side) {
                float[] tile = source.read(new Rectangle(x, y, side, side), 0);
                for (int i = 0; i < tile.length; i++) {
                    int px = x + i % side;
                    int py = y + i / side;
                    boolean inside = px >= 0
                            && py >= 0
                            && px < source.grid().width()
                            && py < source.grid().height();
                    float expected = inside ? whole[py * source.grid().width() + px] : Float.NaN;
                    assertEquals(expected, tile[i], "at " + px + ", " + py);
                }
            }
        }
    }

    @Test
    void tilesEqualTheWholeAtGaps() {
        Random random = new Random(3);
        Texture texture = new Texture(40);
        RasterGrid from = Coverages.grid(300, 260, moved(3.4, -2.7, 1.1), 32611);
        boolean[] gap = new boolean[300 * 260];
        for (int i = 0; i < 200; i++) {
            gap[random.nextInt(gap.length)] = true;
        }
        RasterSource source = Coverages.source(
                "after",
                from,
                (x, y) -> gap[((int) y) * 300 + (int) x] ? Double.NaN : texture.at(from.toWorld(x + 0.5, y + 0.5)));
        RasterSource aligned = Alignment.align(source, TARGET);
        float[] values = whole(aligned);
        assertTilesEqualWhole(aligned, values);
        Quality quality = measure(values, texture, TARGET);
        assertTrue(quality.valid > 0.5 && quality.valid < 0.95, quality::toString);
        assertTrue(quality.largest < 0.25, quality::toString);
    }

    @Test
    void equalGridsAreLeftAlone() {
        RasterSource source = new Texture(40).on(TARGET);
        assertSame(source, Alignment.align(source, TARGET));
    }

    @Test
    void wholePixelsAreOnlyMoved() {
        RasterGrid from = Coverages.grid(200, 400, moved(50.0004, -30, 1), 32611);
        RasterSource source = Coverages.source("after", from, (x, y) -> 1000 * y + x);
        RasterSource aligned = Alignment.align(source, TARGET);
        float[] values = aligned.read(new Rectangle(48, -2, 4, 4), 0);
        float n = Float.NaN;
        assertArrayEquals(new float[] {n, n, n, n, n, n, n, n, n, n, 30_000, 30_001, n, n, 31_000, 31_001}, values);
        assertEquals(
                "after has another extent (200 x 400 px, moved by 50, -30 px) and covers 66.7 % of the grid;"
                        + " its pixels are unchanged",
                aligned.notes().get(0));
    }

    @Test
    void withoutOverlapBothExtentsAreNamed() {
        RasterGrid far = Coverages.grid(100, 100, moved(5000, 0, 1), 32611);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Alignment.align(new Texture(40).on(far), TARGET))
                .getMessage();
        assertEquals(
                "after does not overlap the other image: it covers x 450000..451000, y 3999000..4000000 in EPSG:32611,"
                        + " the other one x 400000..403000, y 3997400..4000000 in EPSG:32611",
                message);
        RasterGrid elsewhere = Coverages.grid(100, 100, new AffineTransform(1e-4, 0, 0, -1e-4, 12, 50), 4326);
        assertThrows(IllegalArgumentException.class, () -> Alignment.align(new Texture(40).on(elsewhere), TARGET));
    }

    @Test
    void oneReferenceSystemIsEnoughForEqualGridsOnly() {
        RasterGrid bare = Coverages.grid(300, 260, Coverages.TEN_METRES, 0);
        RasterSource aligned = Alignment.align(new Texture(40).on(bare), TARGET);
        assertEquals(
                "after has no reference system, the other image EPSG:32611;"
                        + " their grids are equal, so they were taken for the same",
                aligned.notes().get(0));
        RasterGrid moved = Coverages.grid(300, 260, moved(1, 0, 1), 0);
        assertThrows(IllegalArgumentException.class, () -> Alignment.align(new Texture(40).on(moved), TARGET));
    }
}
