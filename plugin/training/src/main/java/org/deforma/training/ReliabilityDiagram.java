package org.deforma.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws how often a network is right against how sure it is: bars on the diagonal are a calibrated network, bars below it one
 * that is too sure. Bars are the darker the more matrices they stand for.
 */
final class ReliabilityDiagram {
    private static final int SIDE = 400;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDTH = LEFT + SIDE + 30;
    private static final int HEIGHT = TOP + SIDE + 65;
    private static final Color BAR = new Color(0x4477AA);
    private static final Color TEXT = new Color(0x222222);

    private ReliabilityDiagram() {}

    /** Draws the bins of some scores and writes a PNG. */
    static void write(Path file, Scores scores) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, HEIGHT);
            bars(g, scores);
            axes(g);
            g.drawString(
                    String.format(
                            Locale.ROOT,
                            "Held-out regions, %d matrices: expected calibration error %.3f",
                            scores.total(),
                            scores.calibrationError()),
                    LEFT,
                    TOP - 15);
        } finally {
            g.dispose();
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void bars(Graphics2D g, Scores scores) {
        double width = (double) SIDE / Scores.BINS;
        int most = 1;
        for (Scores.Bin bin : scores.bins()) {
            most = Math.max(most, bin.count());
        }
        for (int b = 0; b < Scores.BINS; b++) {
            Scores.Bin bin = scores.bins()[b];
            if (bin.count() > 0) {
                int alpha = (int) (60 + 195 * Math.sqrt((double) bin.count() / most));
                g.setColor(new Color(BAR.getRed(), BAR.getGreen(), BAR.getBlue(), alpha));
                double height = bin.accuracy() * SIDE;
                g.fill(new Rectangle2D.Double(LEFT + b * width + 1, TOP + SIDE - height, width - 2, height));
                g.setColor(TEXT);
                double x = LEFT + bin.confidence() * SIDE;
                double y = TOP + SIDE - height;
                g.fill(new Rectangle2D.Double(x - 2, y - 2, 4, 4));
            }
        }
    }

    private static void axes(Graphics2D g) {
        g.setColor(TEXT);
        g.drawRect(LEFT, TOP, SIDE, SIDE);
        g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
        g.draw(new Line2D.Double(LEFT, TOP + SIDE, LEFT + SIDE, TOP));
        g.setStroke(new BasicStroke(1));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            String label = String.format(Locale.ROOT, "%.1f", tenth / 10.0);
            int at = SIDE * tenth / 10;
            g.drawString(label, LEFT + at - 10, TOP + SIDE + 20);
            g.drawString(label, LEFT - 30, TOP + SIDE - at + 5);
        }
        g.drawString("Confidence: probability of the class found", LEFT + 70, TOP + SIDE + 48);
        g.rotate(-Math.PI / 2);
        g.drawString("Share that is right", -(TOP + SIDE / 2 + 60), 20);
        g.rotate(Math.PI / 2);
    }
}
