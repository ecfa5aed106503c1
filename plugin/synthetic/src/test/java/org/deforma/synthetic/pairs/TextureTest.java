package org.deforma.synthetic.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.deforma.synthetic.Draws;
import org.junit.jupiter.api.Test;

class TextureTest {
    private static final Set<Texture> UNSEEN = EnumSet.of(Texture.DUNES, Texture.CITY);

    @Test
    void onlyHeldOutScenesShowTheUnseenTextures() {
        Draws draws = new Draws(1, 0);
        for (Split split : Split.values()) {
            Set<Texture> drawn = EnumSet.noneOf(Texture.class);
            for (int i = 0; i < 300; i++) {
                drawn.add(Texture.draw(draws, split));
            }
            Set<Texture> expected = EnumSet.allOf(Texture.class);
            if (split != Split.HELD_OUT) {
                expected.removeAll(UNSEEN);
            }
            assertEquals(expected, drawn, split.name());
        }
    }

    @Test
    void everyTextureDrawsFiniteValuesThatVary() {
        for (Texture texture : Texture.values()) {
            for (int seed = 0; seed < 5; seed++) {
                Canvas canvas = texture.canvas(new Draws(seed, 0), 128);
                double sum = 0;
                double squares = 0;
                for (float v : canvas.values) {
                    assertTrue(Float.isFinite(v), texture.name());
                    sum += v;
                    squares += v * v;
                }
                double mean = sum / canvas.values.length;
                double deviation = Math.sqrt(squares / canvas.values.length - mean * mean);
                assertTrue(deviation > 0.1 && deviation < 5, texture + " has deviation " + deviation);
            }
        }
    }

    @Test
    void figuresCoverTheirArea() {
        Canvas canvas = new Canvas(64);
        canvas.fill(30.3, 20.6, 7.2, new double[0], (x, y, node) -> 1);
        assertEquals(Math.PI * 7.2 * 7.2, sum(canvas), 1);
        canvas = new Canvas(64);
        canvas.fill(60.3, 2.6, 20, Canvas.rectangle(0.4, 11, 5.5), (x, y, node) -> 1);
        assertEquals(4 * 11 * 5.5, sum(canvas), 2);
        canvas = new Canvas(64);
        canvas.line(10, 12, 40, 30, 1.5, (x, y, node) -> 1);
        assertEquals(3 * Math.hypot(30, 18) + Math.PI * 1.5 * 1.5, sum(canvas), 2);
    }

    /** Layers of 3.5 times the area leave exp(-3.5) bare, 3 per cent, and more where few leaves are large. */
    @Test
    void leavesLeaveHardlyAnythingBare() {
        Canvas canvas = DeadLeaves.canvas(new Draws(4, 0), 256);
        int bare = 0;
        for (float v : canvas.values) {
            bare += v == 0 ? 1 : 0;
        }
        assertTrue(bare < 0.1 * canvas.values.length, bare + " nodes are bare");
    }

    private static double sum(Canvas canvas) {
        double sum = 0;
        for (float v : canvas.values) {
            sum += v;
        }
        return sum;
    }
}
