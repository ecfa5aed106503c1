package org.deforma.displacement.internal;

import java.awt.Rectangle;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.displacement.correlation.GreyScale;

/**
 * A band of two images on one grid.
 *
 * @param before the earlier image
 * @param after the later image
 * @param band of both, from 0
 * @param greyBefore grey levels of the earlier image
 * @param greyAfter grey levels of the later image
 */
record PairSource(RasterSource before, RasterSource after, int band, GreyScale greyBefore, GreyScale greyAfter) {
    /** Looks at the grey levels of both. */
    static PairSource of(RasterSource before, RasterSource after, int band) {
        return new PairSource(before, after, band, grey(before, band), grey(after, band));
    }

    /** Grey levels of an even sample of blocks. */
    private static GreyScale grey(RasterSource source, int band) {
        int blocks = 5;
        int side = 32;
        float[] sample = new float[blocks * blocks * side * side];
        for (int j = 0, at = 0; j < blocks; j++) {
            int y = (int) ((long) Math.max(0, source.grid().height() - side) * j / (blocks - 1));
            for (int i = 0; i < blocks; i++, at += side * side) {
                int x = (int) ((long) Math.max(0, source.grid().width() - side) * i / (blocks - 1));
                float[] block = source.read(new Rectangle(x, y, side, side), band);
                System.arraycopy(block, 0, sample, at, block.length);
            }
        }
        return GreyScale.of(sample);
    }

    /** Where the pixels lie. */
    RasterGrid grid() {
        return before.grid();
    }

    float[] readBefore(Rectangle window) {
        return before.read(window, band);
    }

    float[] readAfter(Rectangle window) {
        return after.read(window, band);
    }
}
