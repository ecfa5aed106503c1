package org.deforma.synthetic.coherence;

import java.util.List;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.FractalScene;

/**
 * A made-up map, north up: mountains with a landslide in the upper right, a city with a construction site in the upper
 * left, a river from the mountains to a lake at the lower left, and fields, meadows and woods in between. All eight
 * covers occur. Immutable.
 */
final class Landscape {
    /** Parcels across the width. */
    private static final int PARCELS = 18;

    private static final List<GroundCover> COVERS = List.of(GroundCover.values());

    private final int width;
    private final int height;
    private final byte[] covers;
    private final int[] parcels;

    Landscape(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        covers = new byte[width * height];
        parcels = new int[width * height];
        Cells cells = new Cells(width, height, Math.max(5, width / PARCELS), seed);
        FractalScene relief = new FractalScene(32, 32, seed);
        FractalScene soil = new FractalScene(32, 32, seed + 1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int cell = cells.at(x, y);
                double u = (x + 0.5) / width;
                double v = (y + 0.5) / height;
                GroundCover cover =
                        cover(u, v, relief.value(u * 32, v * 32), soil.value(u * 32, v * 32), cells.kind[cell]);
                if (cover == GroundCover.CHANGED) {
                    // A change is one event, whatever the parcels were before.
                    cell = cells.kind.length + (u < 0.5 ? 0 : 1);
                }
                covers[y * width + x] = (byte) cover.index();
                parcels[y * width + x] = cell * COVERS.size() + cover.index();
            }
        }
    }

    /** What lies at a place of the map; u and v go from 0 to 1, right and down, the noises have deviation 1. */
    private static GroundCover cover(double u, double v, double relief, double soil, double kind) {
        double river = 0.62 - 0.5 * (v - 0.25) + 0.05 * Math.sin(14 * v) + 0.006 * soil;
        boolean lake = ellipse(u - 0.2, v - 0.86, 0.15, 0.08) < 1 + 0.15 * relief;
        if (lake || (v > 0.3 && v < 0.9 && Math.abs(u - river) < 0.012)) {
            return GroundCover.WATER;
        }
        boolean slide = ellipse(u - 0.74 - 0.5 * (v - 0.22), v - 0.22, 0.035, 0.11) < 1;
        boolean site = Math.abs(u - 0.44) < 0.04 && Math.abs(v - 0.45) < 0.03;
        if (slide || site) {
            return GroundCover.CHANGED;
        }
        if (ellipse(u - 0.27, v - 0.3, 0.21, 0.2) < 1 + 0.12 * relief) {
            return kind < 0.86
                    ? GroundCover.BUILT_UP
                    : kind < 0.93 ? GroundCover.GRASSLAND : GroundCover.DECIDUOUS_FOREST;
        }
        double elevation = 0.5 * (u + 1 - v) + 0.035 * relief;
        if (elevation > 0.78) {
            return GroundCover.BARE_GROUND;
        }
        if (elevation > 0.73) {
            return GroundCover.GRASSLAND;
        }
        if (elevation > 0.57 && u > 0.53 + 0.03 * soil) {
            return soil + elevation * 8 > 5 ? GroundCover.EVERGREEN_FOREST : GroundCover.DECIDUOUS_FOREST;
        }
        if (soil > 1.1) {
            return relief > 0 ? GroundCover.DECIDUOUS_FOREST : GroundCover.EVERGREEN_FOREST;
        }
        return kind < 0.72 ? GroundCover.CROPLAND : kind < 0.95 ? GroundCover.GRASSLAND : GroundCover.BUILT_UP;
    }

    private static double ellipse(double dx, double dy, double halfWidth, double halfHeight) {
        return Math.hypot(dx / halfWidth, dy / halfHeight);
    }

    int pixels() {
        return covers.length;
    }

    GroundCover cover(int pixel) {
        return COVERS.get(covers[pixel]);
    }

    /** A number for the parcel that a pixel is part of; a parcel has one cover. */
    int parcel(int pixel) {
        return parcels[pixel];
    }

    /** A pixel of another cover that touches this one, or -1. */
    int neighbourOfOtherCover(int pixel) {
        int x = pixel % width;
        int y = pixel / width;
        int[] neighbours = {
            x > 0 ? pixel - 1 : pixel,
            x < width - 1 ? pixel + 1 : pixel,
            y > 0 ? pixel - width : pixel,
            y < height - 1 ? pixel + width : pixel
        };
        for (int neighbour : neighbours) {
            if (covers[neighbour] != covers[pixel]) {
                return neighbour;
            }
        }
        return -1;
    }

    /** Cells around points that are scattered about the nodes of a grid, each with a random number for its use. */
    private static final class Cells {
        private final int size;
        private final int columns;
        private final int rows;
        private final double[] pointX;
        private final double[] pointY;
        private final double[] kind;

        Cells(int width, int height, int size, long seed) {
            this.size = size;
            columns = width / size + 3;
            rows = height / size + 3;
            pointX = new double[columns * rows];
            pointY = new double[columns * rows];
            kind = new double[columns * rows];
            Draws draws = new Draws(seed, 0);
            for (int cell = 0; cell < kind.length; cell++) {
                pointX[cell] = (cell % columns - 0.5 + draws.between(-0.4, 0.4)) * size;
                pointY[cell] = (cell / columns - 0.5 + draws.between(-0.4, 0.4)) * size;
                kind[cell] = draws.unit();
            }
        }

        int at(int x, int y) {
            int column = x / size + 1;
            int row = y / size + 1;
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int r = row - 1; r <= row + 1; r++) {
                for (int c = column - 1; c <= column + 1; c++) {
                    int cell = r * columns + c;
                    double distance = Math.hypot(pointX[cell] - x, pointY[cell] - y);
                    if (distance < least) {
                        least = distance;
                        nearest = cell;
                    }
                }
            }
            return nearest;
        }
    }
}
