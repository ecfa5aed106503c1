package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.concurrent.CancellationException;
import javax.imageio.IIOException;
import org.deforma.api.DeformaException;

/** Parts of one band of an image as {@code float[]}, tile by tile. Thread-safe. */
final class ImageWindows implements AutoCloseable {
    private final String name;
    private final RenderedImage image;
    private final TileCache tiles;

    ImageWindows(String name, RenderedImage image, TileCache tiles) {
        this.name = name;
        this.image = image;
        this.tiles = tiles;
    }

    /**
     * Reads a window.
     *
     * @param window pixels, inside the image, counted from its corner (whatever its minX and minY are)
     * @param band band of the image
     * @param noData what becomes NaN
     * @param out where to
     * @param at index of the window's first pixel in {@code out}
     * @param stride distance between rows in {@code out}
     * @throws IllegalArgumentException when the file's content cannot be decoded
     * @throws DeformaException when it cannot be read for another reason
     */
    void read(Rectangle window, int band, NoData noData, float[] out, int at, int stride) {
        Rectangle area = new Rectangle(window);
        area.translate(image.getMinX(), image.getMinY());
        int width = image.getTileWidth();
        int height = image.getTileHeight();
        int gridX = image.getTileGridXOffset();
        int gridY = image.getTileGridYOffset();
        for (int ty = Math.floorDiv(area.y - gridY, height); gridY + ty * height < area.y + area.height; ty++) {
            for (int tx = Math.floorDiv(area.x - gridX, width); gridX + tx * width < area.x + area.width; tx++) {
                Rectangle part =
                        area.intersection(new Rectangle(gridX + tx * width, gridY + ty * height, width, height));
                int to = at + (part.y - area.y) * stride + part.x - area.x;
                Samples.copy(tile(tx, ty, window), part, band, noData, out, to, stride);
            }
        }
    }

    private Raster tile(int tx, int ty, Rectangle window) {
        try {
            return tiles.tile(image, tx, ty);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = cause(e);
            String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            String message = "%s cannot be read: %s".formatted(name, reason.replaceFirst("[.!]+$", ""));
            if (cause instanceof IIOException) {
                throw new IllegalArgumentException(
                        ("%s (pixels x %d..%d, y %d..%d); if the file is sound, rewrite it with"
                                        + " gdal_translate -co TILED=YES -co COMPRESS=DEFLATE")
                                .formatted(
                                        message,
                                        window.x,
                                        window.x + window.width - 1,
                                        window.y,
                                        window.y + window.height - 1),
                        e);
            }
            throw new DeformaException(message, window, e);
        }
    }

    /** The innermost cause, or the one by which a decoder says that it does not understand the file. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof IIOException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        tiles.forget(image);
    }
}
