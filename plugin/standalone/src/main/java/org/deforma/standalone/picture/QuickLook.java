package org.deforma.standalone.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of one band, north up: title, map, key to the colours, scale bar, north arrow. No data is grey.
 *
 * @param title what is shown
 * @param key colours of the values
 */
public record QuickLook(String title, Key key) {
    private static final int MAP = 720;
    private static final int MARGIN = 24;
    private static final int TOP = 56;
    private static final int BOTTOM = 56;
    private static final Color INK = new Color(0x202020);

    /** Colours on both sides of zero: from -limit to limit, so that zero is white. */
    public static QuickLook diverging(String title, String unit, double limit) {
        return new QuickLook(title, new ColourBar(unit, Palette.DIVERGING, -limit, limit));
    }

    /** Colours from {@code low} to {@code high}. */
    public static QuickLook sequential(String title, String unit, double low, double high) {
        return new QuickLook(title, new ColourBar(unit, Palette.SEQUENTIAL, low, high));
    }

    /** One colour a class. */
    public static QuickLook classes(String title, List<Legend.Entry> classes) {
        return new QuickLook(title, new Legend(classes));
    }

    /**
     * A round number, such as 0.2 or 3, that 98 of 100 absolute values do not pass.
     *
     * @param values NaN for no data
     */
    public static double roundLimit(float[] values) {
        double[] sizes = toSortedSizes(values);
        return sizes.length == 0
                ? 1
                : roundUp(Math.max(1e-12, sizes[(int) (0.98 * (sizes.length - 1))]), 1, 2, 3, 4, 5, 6, 8);
    }

    private static double[] toSortedSizes(float[] values) {
        double[] sizes = new double[values.length];
        int n = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                sizes[n++] = Math.abs(value);
            }
        }
        sizes = java.util.Arrays.copyOf(sizes, n);
        java.util.Arrays.sort(sizes);
        return sizes;
    }

    /** The next number that is one of the digits times a power of ten. */
    private static double roundUp(double x, double... digits) {
        double power = Math.pow(10, Math.floor(Math.log10(x)));
        for (double digit : digits) {
            if (digit * power >= x * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /**
     * Draws the picture.
     *
     * @param values of the map, row by row, NaN for no data
     * @param columns of the map
     * @param cell size of a cell [m]; 0 where it is not known, which leaves the scale bar out
     */
    public BufferedImage draw(float[] values, int columns, double cell) {
        int rows = values.length / columns;
        double scale = (double) MAP / Math.max(columns, rows);
        int width = (int) Math.round(columns * scale);
        int height = (int) Math.round(rows * scale);
        BufferedImage image =
                new BufferedImage(MARGIN + width + key.width(), TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = Math.min(rows - 1, (int) (y / scale));
                double value = values[row * columns + Math.min(columns - 1, (int) (x / scale))];
                image.setRGB(MARGIN + x, TOP + y, key.colour(value).getRGB());
            }
        }
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(0, 0, image.getWidth(), TOP));
            g.fill(new Rectangle2D.Double(0, TOP + height, image.getWidth(), BOTTOM));
            g.fill(new Rectangle2D.Double(0, TOP, MARGIN, height));
            g.fill(new Rectangle2D.Double(MARGIN + width, TOP, key.width(), height));
            g.setColor(INK);
            new Lettering(g, 22).write(title, MARGIN, 36);
            key.draw(g, MARGIN + width + 20, TOP, height);
            northArrow(g, MARGIN + width - 8.0, TOP + height + 12.0);
            if (cell > 0) {
                scaleBar(g, columns * cell, width, TOP + height + 20);
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Draws the picture into a PNG file. */
    public void write(float[] values, int columns, double cell, Path png) throws IOException {
        ImageIO.write(draw(values, columns, cell), "png", png.toFile());
    }

    /** A bar of a round length, about a fifth of the map. */
    private static void scaleBar(Graphics2D g, double metresAcross, int width, int y) {
        double metres = roundUp(metresAcross / 8, 1, 2, 5);
        double length = metres / metresAcross * width;
        g.setStroke(new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(MARGIN, y, MARGIN + length, y));
        String label = metres >= 1000 ? ColourBar.number(metres / 1000) + " km" : ColourBar.number(metres) + " m";
        new Lettering(g, 15).write(label, MARGIN + length + 10, y + 5.0);
    }

    private static void northArrow(Graphics2D g, double x, double y) {
        Path2D arrow = new Path2D.Double();
        arrow.moveTo(x, y);
        arrow.lineTo(x + 7, y + 24);
        arrow.lineTo(x, y + 18);
        arrow.lineTo(x - 7, y + 24);
        arrow.closePath();
        g.fill(arrow);
        new Lettering(g, 15).write("N", x - 26, y + 18);
    }
}
