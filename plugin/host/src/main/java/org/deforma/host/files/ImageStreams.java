package org.deforma.host.files;

import java.awt.Image;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The streams from which images read their pixels, and which nobody closes: neither the images nor what opened them. */
final class ImageStreams {
    private static final Logger LOG = Logger.getLogger(ImageStreams.class.getName());

    /** Image property by which the read operation of JAI and ImageN hands on its {@link ImageReader}. */
    private static final String READER_PROPERTY = "JAI.ImageReader";

    private ImageStreams() {}

    /** Closes the streams of an image and of those that it is made of; pixels cannot be read any more. */
    static void close(RenderedImage image) {
        if (image.getProperty(READER_PROPERTY) instanceof ImageReader reading) {
            if (reading.getInput() instanceof ImageInputStream stream) {
                close(stream);
            }
            reading.dispose();
        }
        if (image.getSources() != null) {
            // Images say what they like about their sources.
            for (Object source : image.getSources()) {
                if (source instanceof RenderedImage below) {
                    close(below);
                }
            }
        }
    }

    /**
     * Closes the stream of a mask in a file beside the raster, which the raster's reader does not know.
     *
     * @param region what the coverage has for it: a region of JAI or of ImageN, which both have it as an image; null and the
     *     undefined property for none
     */
    static void closeMask(Object region) {
        if (region == null || region == Image.UndefinedProperty) {
            return;
        }
        try {
            if (region.getClass().getMethod("getAsImage").invoke(region) instanceof RenderedImage mask) {
                close(mask);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "a raster's mask stays open", e);
        }
    }

    /** Closes a stream, whatever comes of it. */
    static void close(ImageInputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a raster file stays open", e);
        }
    }
}
