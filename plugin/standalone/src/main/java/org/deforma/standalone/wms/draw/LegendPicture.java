package org.deforma.standalone.wms.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.deforma.standalone.picture.Lettering;
import org.deforma.standalone.wms.style.ColourMap;
import org.deforma.standalone.wms.style.RasterStyle;

/**
 * The key to a style's colours: title, then a bar with its labels, highest value on top, or a box for each class.
 *
 * @param style whose colours are explained
 * @param bands names of the layer's bands
 * @param box width and height of the box of a class; a bar is as wide and eight times as high [px]
 */
public record LegendPicture(RasterStyle style, List<String> bands, Dimension box) {
    private static final int TEXT = 13;
    private static final int MARGIN = 6;
    private static final int TITLE = 24;
    private static final int GAP = 8;
    private static final int TICK = 4;
    private static final int BOXES_A_BAR = 8;
    private static final int[] CHANNELS = {0xffff0000, 0xff00ff00, 0xff0000ff};
    private static final Color INK = new Color(0x202020);

    /**
     * A label beside colours.
     *
     * @param colour of its box, ARGB
     */
    private record Row(String label, int colour) {}

    /** Whether colours go over into each other. */
    private boolean isBar() {
        return style.bands().size() == 1
                && style.colours().map(map -> map.type() == ColourMap.Type.RAMP).orElse(true);
    }

    /** Values 0 to 255 as they are, where a style gives one band no colours. */
    private ColourMap ramp() {
        return style.colours()
                .orElseGet(() -> new ColourMap(
                        ColourMap.Type.RAMP,
                        List.of(new ColourMap.Entry(0, 0xff000000, "0"), new ColourMap.Entry(255, 0xffffffff, "255"))));
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (style.bands().size() == 3) {
            for (int i = 0; i < 3; i++) {
                int band = style.bands().get(i);
                rows.add(new Row(band < bands.size() ? bands.get(band) : "band " + (band + 1), CHANNELS[i]));
            }
            return rows;
        }
        ColourMap map = style.colours().orElseThrow();
        for (ColourMap.Entry entry : map.entries()) {
            String number = number(entry.quantity());
            String otherwise = map.type() == ColourMap.Type.INTERVALS ? "below " + number : number;
            rows.add(new Row(entry.label().isBlank() ? otherwise : entry.label(), entry.argb()));
        }
        return rows;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Width and height of the picture [px]. */
    public Dimension size() {
        BufferedImage trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = trial.createGraphics();
        try {
            return size(new Lettering(g, TEXT));
        } finally {
            g.dispose();
        }
    }

    private Dimension size(Lettering letters) {
        double labels = 0;
        List<String> texts = isBar()
                ? ramp().entries().stream().map(ColourMap.Entry::label).toList()
                : rows().stream().map(Row::label).toList();
        for (String text : texts) {
            labels = Math.max(labels, letters.width(text));
        }
        double width = Math.max(letters.width(style.title()), box.width + GAP + labels);
        int height = isBar() ? BOXES_A_BAR * box.height : rows().size() * (box.height + 4);
        return new Dimension((int) Math.ceil(width) + 2 * MARGIN, TITLE + height + 2 * MARGIN + 2);
    }

    /**
     * Draws.
     *
     * @param clear whether the ground is transparent; white otherwise
     */
    public BufferedImage draw(boolean clear) {
        Dimension size = size();
        BufferedImage image = new BufferedImage(
                size.width, size.height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            if (!clear) {
                g.setColor(Color.WHITE);
                g.fill(new Rectangle2D.Double(0, 0, size.width, size.height));
            }
            Lettering letters = new Lettering(g, TEXT);
            g.setColor(INK);
            letters.write(style.title(), MARGIN, MARGIN + TEXT);
            if (isBar()) {
                bar(g, letters);
            } else {
                boxes(g, letters);
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    private void bar(Graphics2D g, Lettering letters) {
        ColourMap map = ramp();
        List<ColourMap.Entry> entries = map.entries();
        double low = entries.get(0).quantity();
        double span = entries.get(entries.size() - 1).quantity() - low;
        int top = MARGIN + TITLE;
        int height = BOXES_A_BAR * box.height;
        for (int y = 0; y < height; y++) {
            fill(g, map.argb((float) (low + span * (1 - (y + 0.5) / height))), MARGIN, top + y, 1);
        }
        frame(g, MARGIN, top, height);
        double free = Double.POSITIVE_INFINITY;
        for (ColourMap.Entry entry : entries) {
            double y = span > 0 ? top + height * (1 - (entry.quantity() - low) / span) : top;
            if (!entry.label().isBlank() && y <= free) {
                g.setStroke(new BasicStroke(1));
                g.draw(new Line2D.Double(MARGIN + box.width, y, MARGIN + box.width + TICK, y));
                letters.write(entry.label(), MARGIN + box.width + GAP, y + TEXT / 3.0);
                free = y - TEXT;
            }
        }
    }

    private void boxes(Graphics2D g, Lettering letters) {
        double y = MARGIN + TITLE;
        for (Row row : rows()) {
            fill(g, row.colour(), MARGIN, y, box.height);
            frame(g, MARGIN, y, box.height);
            letters.write(row.label(), MARGIN + box.width + GAP, y + box.height / 2.0 + TEXT / 3.0);
            y += box.height + 4;
        }
    }

    private void fill(Graphics2D g, int argb, double x, double y, double height) {
        int alpha = (int) Math.round((argb >>> 24) * style.opacity());
        g.setColor(new Color((argb & 0xffffff) | (alpha << 24), true));
        g.fill(new Rectangle2D.Double(x, y, box.width, height));
    }

    private void frame(Graphics2D g, double x, double y, double height) {
        g.setColor(INK);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, box.width + 1.0, height + 1.0));
    }
}
