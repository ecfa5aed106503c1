package org.deforma.standalone.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * Writes text into a picture: with the fonts of the machine, or with strokes of its own where there are none, as in
 * small container images.
 */
public final class Lettering {
    private static final boolean FONTS = fontsWork();

    private final Graphics2D canvas;
    private final int size;
    private final boolean fonts;

    /**
     * Text of one size.
     *
     * @param canvas to write on; text takes its colour
     * @param size of the letters [px]
     */
    public Lettering(Graphics2D canvas, int size) {
        this(canvas, size, FONTS);
    }

    /** Text with the fonts of the machine or without. */
    Lettering(Graphics2D canvas, int size, boolean fonts) {
        this.canvas = canvas;
        this.size = size;
        this.fonts = fonts;
    }

    /** Width of a text [px]. */
    public double width(String text) {
        return fonts ? canvas.getFontMetrics(font()).stringWidth(text) : StrokeFont.width(text) * unit();
    }

    /**
     * Writes a line.
     *
     * @param x left end [px]
     * @param y base line [px]
     */
    public void write(String text, double x, double y) {
        if (fonts) {
            canvas.setFont(font());
            canvas.drawString(text, (float) x, (float) y);
            return;
        }
        Path2D strokes = StrokeFont.outline(text, x, y, unit());
        canvas.setStroke(
                new BasicStroke((float) Math.max(1, size / 10.0), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(strokes);
    }

    private Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    private double unit() {
        return 0.72 * size / StrokeFont.CAP_HEIGHT;
    }

    /** A JDK without fonts, or without the libraries to draw them, throws errors of many kinds at the first text. */
    @SuppressWarnings("CatchingUnchecked")
    private static boolean fontsWork() {
        Graphics2D trial = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return trial.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 8))
                            .stringWidth("m")
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        } finally {
            trial.dispose();
        }
    }
}
