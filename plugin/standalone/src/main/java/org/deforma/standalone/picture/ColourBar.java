package org.deforma.standalone.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Continuous colours with numbers beside them.
 *
 * @param unit of the values; empty for a pure number
 * @param palette colours from {@code low} to {@code high}
 * @param low value of the first colour
 * @param high value of the last colour
 */
public record ColourBar(String unit, Palette palette, double low, double high) implements Key {
    private static final int BAR = 22;
    private static final int TICKS = 4;

    /** Checks the range. */
    public ColourBar {
        if (!(high > low)) {
            throw new IllegalArgumentException(
                    "the colours must go from a lower to a higher value, were " + low + ".." + high);
        }
    }

    @Override
    public Color colour(double value) {
        return palette.at((value - low) / (high - low));
    }

    @Override
    public int width() {
        return 140;
    }

    @Override
    public void draw(Graphics2D g, int left, int top, int height) {
        Color ink = g.getColor();
        for (int y = 0; y < height; y++) {
            g.setColor(palette.at(1 - (y + 0.5) / height));
            g.fill(new Rectangle2D.Double(left, top + y, BAR, 1));
        }
        g.setColor(ink);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(left, top, BAR, height));
        Lettering text = new Lettering(g, 15);
        for (int i = 0; i <= TICKS; i++) {
            double y = top + height * (1 - (double) i / TICKS);
            g.setStroke(new BasicStroke(1));
            g.draw(new Line2D.Double(left + BAR, y, left + BAR + 5.0, y));
            text.write(number(low + (high - low) * i / TICKS), left + BAR + 10.0, Math.min(y + 5, top + height));
        }
        if (!unit.isEmpty()) {
            text.write("[" + unit + "]", left, top - 10.0);
        }
    }

    /** A number with two digits. */
    static String number(double x) {
        return Math.abs(x) < 1e-12
                ? "0"
                : new BigDecimal(x)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
