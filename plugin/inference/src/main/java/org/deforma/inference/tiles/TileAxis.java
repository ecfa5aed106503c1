package org.deforma.inference.tiles;

/**
 * One axis of a raster, cut into tiles that are a step apart, and tiles into blocks that are worked on in one go.
 *
 * <p>Tile {@code k} gives values for the pixels {@code k step .. k step + core - 1}, of which the last {@code core - step} are
 * also those of its successor. The tiles cover the raster; the last may reach beyond it. Blocks share as many pixels as tiles
 * do. What a block has for itself and what it shares with the next alternates along the axis; these stretches are numbered: the
 * even ones {@code 2 b} are those of block {@code b} alone, the odd ones {@code 2 b + 1} those that it shares with {@code b +
 * 1}. A pixel never belongs to more than two blocks.
 *
 * @param length of the raster [px]
 * @param core pixels that a tile gives values for
 * @param step from one tile to the next [px], 1..core
 * @param tilesPerBlock such that a block is not shorter than what tiles share
 */
record TileAxis(int length, int core, int step, int tilesPerBlock) {
    TileAxis {
        if (step < 1 || step > core || (long) tilesPerBlock * step < core - step) {
            throw new IllegalArgumentException(
                    "tiles of %d px, %d px apart, %d a block cannot be stitched".formatted(core, step, tilesPerBlock));
        }
    }

    /** Number of tiles. */
    int tiles() {
        return length <= core ? 1 : (length - core + step - 1) / step + 1;
    }

    /** Number of blocks. */
    int blocks() {
        return (tiles() + tilesPerBlock - 1) / tilesPerBlock;
    }

    /** First tile of a block. */
    int firstTile(int block) {
        return block * tilesPerBlock;
    }

    /** Last tile of a block. */
    int lastTile(int block) {
        return Math.min(tiles(), (block + 1) * tilesPerBlock) - 1;
    }

    /** First pixel that a block gives values for. */
    int start(int block) {
        return firstTile(block) * step;
    }

    /** Behind the last pixel that a block gives values for. */
    int end(int block) {
        return block == blocks() - 1 ? length : lastTile(block) * step + core;
    }

    /** Number of stretches. */
    int stretches() {
        return 2 * blocks() - 1;
    }

    /** First pixel of a stretch. */
    int stretchStart(int stretch) {
        int block = stretch / 2;
        return stretch % 2 == 1 ? start(block + 1) : block == 0 ? 0 : Math.min(length, end(block - 1));
    }

    /** Behind the last pixel of a stretch; its first where it is empty. */
    int stretchEnd(int stretch) {
        int block = stretch / 2;
        return stretch == stretches() - 1 ? length : stretch % 2 == 1 ? Math.min(length, end(block)) : start(block + 1);
    }

    /** How many blocks give values for a stretch. */
    static int owners(int stretch) {
        return 1 + stretch % 2;
    }
}
