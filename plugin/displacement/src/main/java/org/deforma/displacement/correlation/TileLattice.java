package org.deforma.displacement.correlation;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiles of a network over an image, on multiples of {@value Patch#ALIGNMENT} px of the image whatever else is cut how: what a
 * pixel is shown with is always the same. Each tile has a core, whose results are used; the cores cover the image.
 *
 * @param width columns of the image [px]
 * @param height rows of the image [px]
 * @param size side of a tile [px], a multiple of {@value Patch#ALIGNMENT}
 * @param margin outermost pixels of a tile at least that are not of its core [px]
 */
public record TileLattice(int width, int height, int size, int margin) {
    /** Checks that something is left of a tile. */
    public TileLattice {
        if (size % Patch.ALIGNMENT != 0 || margin < 0 || size - 2 * margin < Patch.ALIGNMENT) {
            throw new IllegalArgumentException("tiles must be a multiple of " + Patch.ALIGNMENT
                    + " px and have so many left without their margin, were " + size + " px with " + margin + " px");
        }
    }

    /** Distance from one tile to the next, which is the side of a core [px]. */
    public int step() {
        return (size - 2 * margin) / Patch.ALIGNMENT * Patch.ALIGNMENT;
    }

    /** Edge of the first tile [px]. */
    private int origin() {
        return -((margin + Patch.ALIGNMENT - 1) / Patch.ALIGNMENT) * Patch.ALIGNMENT;
    }

    /** The cores, row by row, as far as they lie on the image. */
    public List<Rectangle> cores() {
        Rectangle image = new Rectangle(width, height);
        List<Rectangle> cores = new ArrayList<>();
        for (int y = origin() + margin; y < height; y += step()) {
            for (int x = origin() + margin; x < width; x += step()) {
                cores.add(new Rectangle(x, y, step(), step()).intersection(image));
            }
        }
        return cores;
    }

    /** The whole tile of a core; may reach beyond the image. */
    public Rectangle tile(Rectangle core) {
        return new Rectangle(edge(core.x), edge(core.y), size, size);
    }

    private int edge(int pixel) {
        return Math.floorDiv(pixel - origin() - margin, step()) * step() + origin();
    }
}
