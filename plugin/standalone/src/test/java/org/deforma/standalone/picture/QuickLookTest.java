package org.deforma.standalone.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickLookTest {
    @Test
    void zeroIsTheMiddleColourAndNoDataIsGrey(@TempDir Path folder) throws Exception {
        float[] values = {-1, 0, 1, Float.NaN};
        QuickLook look = QuickLook.diverging("East displacement", "m", 1);
        Path png = folder.resolve("east.png");
        look.write(values, 2, 80, png);
        assertTrue(Files.size(png) > 1000);
        BufferedImage image = ImageIO.read(png.toFile());
        assertEquals(0xff001261, image.getRGB(100, 100), "lowest, upper left");
        assertEquals(0xffece5e0, image.getRGB(600, 100), "zero, upper right");
        assertEquals(0xff590008, image.getRGB(100, 600), "highest, lower left");
        assertEquals(Palette.NO_DATA.getRGB(), image.getRGB(600, 600), "no data, lower right");
        assertTrue(ink(image, 0, 0, image.getWidth(), 50) > 200, "a title is written");
        assertTrue(ink(image, image.getWidth() - 90, 56, 90, 720) > 100, "the colour bar has numbers");
        assertTrue(ink(image, 24, 780, 300, 40) > 200, "there is a scale bar");
    }

    @Test
    void everyClassHasItsColourAndItsName() {
        float[] values = {1, 2, 7, Float.NaN};
        BufferedImage image = QuickLook.classes(
                        "Ground cover",
                        List.of(
                                new Legend.Entry(1, "Water", new Color(0x1f78b4)),
                                new Legend.Entry(2, "Evergreen forest", new Color(0x1b7837))))
                .draw(values, 2, 0);
        assertEquals(0xff1f78b4, image.getRGB(100, 100), "water, upper left");
        assertEquals(0xff1b7837, image.getRGB(600, 100), "forest, upper right");
        assertEquals(Palette.NO_DATA.getRGB(), image.getRGB(100, 600), "not a class, lower left");
        assertEquals(Palette.NO_DATA.getRGB(), image.getRGB(600, 600), "no data, lower right");
        assertEquals(0xff1f78b4, image.getRGB(24 + 720 + 30, 66), "the legend's first box");
        assertTrue(ink(image, image.getWidth() - 170, 56, 170, 80) > 100, "the legend has names");
    }

    @Test
    void textAppearsWithoutFonts() {
        BufferedImage image = new BufferedImage(400, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 400, 60);
        g.setColor(Color.BLACK);
        Lettering strokes = new Lettering(g, 22, false);
        String text = "East [m] 0.5 km";
        strokes.write(text, 10, 40);
        double width = strokes.width(text);
        assertTrue(width > 100 && width < 250, "width " + width);
        assertTrue(ink(image, 10, 10, (int) width, 40) > 300);
        assertEquals(0, ink(image, 15 + (int) width, 0, 385 - (int) width, 60), "nothing beyond the width");
    }

    @Test
    void limitIsRoundAndLeavesOutliersOut() {
        float[] values = new float[1000];
        for (int i = 0; i < 1000; i++) {
            values[i] = (i % 2 == 0 ? 1 : -1) * i * 0.0017f;
        }
        values[0] = 1e6f;
        values[1] = Float.NaN;
        assertEquals(2, QuickLook.roundLimit(values));
        assertEquals(1, QuickLook.roundLimit(new float[] {Float.NaN}));
    }

    @Test
    void rangeMustNotBeEmpty() {
        assertThrows(IllegalArgumentException.class, () -> QuickLook.sequential("x", "", 1, 1));
    }

    private static int ink(BufferedImage image, int left, int top, int width, int height) {
        int dark = 0;
        for (int y = top; y < Math.min(image.getHeight(), top + height); y++) {
            for (int x = left; x < Math.min(image.getWidth(), left + width); x++) {
                dark += new Color(image.getRGB(x, y)).getGreen() < 128 ? 1 : 0;
            }
        }
        return dark;
    }
}
