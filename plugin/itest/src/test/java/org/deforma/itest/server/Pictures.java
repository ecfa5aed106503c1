package org.deforma.itest.server;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Parts of what the browser shows. */
final class Pictures {
    /** Largest mean difference [0..255] of two pictures of the same thing. */
    private static final double SAME = 2;

    private Pictures() {}

    /** A part of the window. */
    static BufferedImage of(Page page, double x, double y, double width, double height) {
        byte[] png = page.screenshot(new Page.ScreenshotOptions().setClip(new Clip(x, y, width, height)));
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two pictures of one size show the same. */
    static boolean same(BufferedImage a, BufferedImage b) {
        return difference(a, b) < SAME;
    }

    /** Mean absolute difference of two pictures of one size over all pixels and colours, 0..255. */
    static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int p = a.getRGB(x, y);
                int q = b.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((p >> shift & 0xff) - (q >> shift & 0xff));
                }
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }
}
