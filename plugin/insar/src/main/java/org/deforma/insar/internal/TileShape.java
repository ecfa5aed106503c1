package org.deforma.insar.internal;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of tiles by which files are decoded as few times as possible. Whatever is stored as one piece, a strip or a tile,
 * is decoded as a whole; a stack has too many files to keep pieces for the next tile.
 */
final class TileShape {
    private final int width;
    private final int height;
    private final int blockWidth;
    private final int blockHeight;

    /**
     * A grid and its pieces.
     *
     * @param width of the grid [px]
     * @param height of the grid [px]
     * @param blockWidth columns of a piece [px]
     * @param blockHeight rows of a piece [px]
     */
    TileShape(int width, int height, int blockWidth, int blockHeight) {
        this.width = width;
        this.height = height;
        this.blockWidth = Math.min(width, blockWidth);
        this.blockHeight = Math.min(height, blockHeight);
    }

    /**
     * The best shape of at most so many pixels: the one that decodes least; of those that are alike, the largest, then the one
     * nearest to a square.
     */
    Dimension within(long pixels) {
        Dimension best = null;
        long bestPieces = Long.MAX_VALUE;
        for (int w : sides(width, blockWidth, pixels)) {
            int rows = (int) Math.min(height, Math.max(1, pixels / w));
            int h = rows >= height
                    ? height
                    : rows >= blockHeight
                            ? rows / blockHeight * blockHeight
                            : ceil(blockHeight, ceil(blockHeight, rows));
            long pieces = touched(width, w, blockWidth) * touched(height, h, blockHeight);
            Dimension shape = new Dimension(w, h);
            if (best == null || pieces < bestPieces || (pieces == bestPieces && isBetter(shape, best))) {
                best = shape;
                bestPieces = pieces;
            }
        }
        return best;
    }

    private static boolean isBetter(Dimension a, Dimension b) {
        long areaA = (long) a.width * a.height;
        long areaB = (long) b.width * b.height;
        return areaA != areaB ? areaA > areaB : a.width + a.height < b.width + b.height;
    }

    /** Widths worth a try: the whole, whole pieces, even parts of a piece; always at least one. */
    private static List<Integer> sides(int whole, int block, long most) {
        List<Integer> sides = new ArrayList<>();
        if (whole <= most) {
            sides.add(whole);
        }
        for (long side = block; side < whole && side <= most; side += block) {
            sides.add((int) side);
        }
        for (int parts = 2; parts < block; parts *= 2) {
            if (ceil(block, parts) <= most) {
                sides.add(ceil(block, parts));
            }
        }
        if (sides.isEmpty()) {
            sides.add(1);
        }
        return sides;
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    /** How many pieces are decoded along one axis, each once for every tile that it reaches into. */
    private static long touched(int whole, int side, int block) {
        long count = 0;
        for (long from = 0; from < whole; from += side) {
            long to = Math.min(whole, from + side);
            count += (to + block - 1) / block - from / block;
        }
        return count;
    }
}
