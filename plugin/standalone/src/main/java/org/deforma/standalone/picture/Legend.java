package org.deforma.standalone.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * One colour a class, with its name beside it.
 *
 * @param entries from top to bottom
 */
public record Legend(List<Entry> entries) implements Key {
    private static final int BOX = 22;
    private static final int LINE = 34;

    /**
     * A class.
     *
     * @param value in the raster
     * @param title for people
     * @param colour of its pixels
     */
    public record Entry(int value, String title, Color colour) {}

    /** Keeps a copy. */
    public Legend {
        entries = List.copyOf(entries);
    }

    @Override
    public Color colour(double value) {
        for (Entry entry : entries) {
            if (value == entry.value) {
                return entry.colour;
            }
        }
        return Palette.NO_DATA;
    }

    @Override
    public int width() {
        return 230;
    }

    @Override
    public void draw(Graphics2D g, int left, int top, int height) {
        Color ink = g.getColor();
        Lettering text = new Lettering(g, 15);
        for (int i = 0; i < entries.size(); i++) {
            Rectangle2D box = new Rectangle2D.Double(left, top + (double) i * LINE, BOX, BOX);
            g.setColor(entries.get(i).colour);
            g.fill(box);
            g.setColor(ink);
            g.setStroke(new BasicStroke(1));
            g.draw(box);
            text.write(entries.get(i).title, left + BOX + 10.0, box.getMaxY() - 5);
        }
    }
}
