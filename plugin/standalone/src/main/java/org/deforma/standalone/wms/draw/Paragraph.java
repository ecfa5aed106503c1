package org.deforma.standalone.wms.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.deforma.standalone.picture.Lettering;

/** A text in lines that fit a picture. */
public final class Paragraph {
    private static final int SIZE = 13;
    private static final int LINE = 18;
    private static final int MARGIN = 6;

    private Paragraph() {}

    /**
     * Writes in black from the upper left corner.
     *
     * @param width of the picture [px]
     */
    public static void write(Graphics2D g, String text, int width) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.BLACK);
        Lettering letters = new Lettering(g, SIZE);
        int y = LINE;
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && letters.width(longer) > width - 2 * MARGIN) {
                letters.write(line, MARGIN, y);
                y += LINE;
                longer = word;
            }
            line = longer;
        }
        letters.write(line, MARGIN, y);
    }
}
