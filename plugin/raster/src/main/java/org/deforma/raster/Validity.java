package org.deforma.raster;

import java.awt.Image;
import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import org.geotools.coverage.grid.GridCoverage2D;

/** Which pixels the file itself masks: by an alpha band, or by a mask that the reader hands on with the coverage. */
final class Validity implements AutoCloseable {
    /** Name of the coverage property by which GeoTools hands on a file's mask. */
    private static final String PROPERTY = "GC_ROI";

    private static final NoData ANY = new NoData(new double[0]);

    private final ImageWindows image;
    private final int alphaBand;
    private final ImageWindows mask;
    private final Rectangle maskBounds;

    /**
     * Looks for both.
     *
     * @param image the coverage's image
     * @param alphaBand its alpha band, or -1
     */
    Validity(String name, GridCoverage2D coverage, ImageWindows image, int alphaBand, TileCache tiles) {
        this.image = image;
        this.alphaBand = alphaBand;
        RenderedImage roi = asImage(coverage.getProperty(PROPERTY));
        mask = roi == null ? null : new ImageWindows("the mask of " + name, roi, tiles);
        maskBounds = new Rectangle();
        if (roi != null) {
            RenderedImage of = coverage.getRenderedImage();
            maskBounds.setBounds(
                    roi.getMinX() - of.getMinX(), roi.getMinY() - of.getMinY(), roi.getWidth(), roi.getHeight());
        }
    }

    /**
     * A region of interest of JAI or ImageN as image; by reflection, for which of the two there is depends on the
     * host.
     */
    private static RenderedImage asImage(Object roi) {
        if (roi == null || roi == Image.UndefinedProperty) {
            return null;
        }
        try {
            return (RenderedImage) roi.getClass().getMethod("getAsImage").invoke(roi);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("the mask of the coverage cannot be read: " + roi.getClass(), e);
        }
    }

    /** Turns masked pixels of a window into NaN; parameters as in {@link ImageWindows#read}. */
    void mask(Rectangle window, float[] values, int at, int stride) {
        if (alphaBand >= 0) {
            float[] alpha = new float[window.width * window.height];
            image.read(window, alphaBand, ANY, alpha, 0, window.width);
            apply(alpha, window, values, at, stride);
        }
        if (mask != null) {
            float[] flags = new float[window.width * window.height];
            Rectangle there = window.intersection(maskBounds);
            if (!there.isEmpty()) {
                int first = (there.y - window.y) * window.width + there.x - window.x;
                there.translate(-maskBounds.x, -maskBounds.y);
                mask.read(there, 0, ANY, flags, first, window.width);
            }
            apply(flags, window, values, at, stride);
        }
    }

    private static void apply(float[] flags, Rectangle window, float[] values, int at, int stride) {
        for (int y = 0; y < window.height; y++) {
            for (int x = 0; x < window.width; x++) {
                if (flags[y * window.width + x] == 0) {
                    values[at + y * stride + x] = Float.NaN;
                }
            }
        }
    }

    @Override
    public void close() {
        if (mask != null) {
            mask.close();
        }
    }
}
