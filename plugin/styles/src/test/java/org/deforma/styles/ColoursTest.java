package org.deforma.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColoursTest {
    /** Rows 0, 85, 127, 128, 170 and 255 of the tables of Scientific colour maps 8.0 (Crameri 2018). */
    private static final Map<String, double[][]> PUBLISHED = Map.of(
            "vik",
            new double[][] {
                {0.001328, 0.069836, 0.379529},
                {0.441199, 0.658836, 0.767341},
                {0.922285, 0.900367, 0.886911},
                {0.926482, 0.897173, 0.879687},
                {0.828715, 0.592938, 0.456675},
                {0.350423, 6.1e-05, 0.030499}
            },
            "batlow",
            new double[][] {
                {0.005193, 0.098238, 0.349842},
                {0.237075, 0.428325, 0.335634},
                {0.504153, 0.508984, 0.196118},
                {0.511253, 0.510898, 0.193296},
                {0.825472, 0.577725, 0.264197},
                {0.981354, 0.800406, 0.981267}
            },
            "lajolla",
            new double[][] {
                {0.098791, 0.099669, 8.8e-05},
                {0.562556, 0.252534, 0.238525},
                {0.848438, 0.371886, 0.303681},
                {0.851566, 0.37692, 0.304295},
                {0.907514, 0.579777, 0.320985},
                {1.0, 0.997796, 0.794247}
            },
            "imola",
            new double[][] {
                {0.101441, 0.20011, 0.700194},
                {0.224273, 0.418485, 0.579507},
                {0.325731, 0.523075, 0.498902},
                {0.328896, 0.526263, 0.497597},
                {0.482064, 0.680831, 0.455471},
                {1.0, 0.999989, 0.400094}
            },
            "grayC",
            new double[][] {
                {0.0, 0.0, 0.0},
                {0.335611, 0.335611, 0.335611},
                {0.46487, 0.46487, 0.46487},
                {0.46781, 0.46781, 0.46781},
                {0.604043, 0.604043, 0.604043},
                {1.0, 1.0, 1.0}
            },
            "devon",
            new double[][] {
                {0.171032, 0.100402, 0.299782},
                {0.210863, 0.411761, 0.677651},
                {0.488341, 0.555493, 0.863862},
                {0.495894, 0.558869, 0.866797},
                {0.727695, 0.703915, 0.94373},
                {0.999916, 0.99997, 0.999952}
            });

    private static Stops stops(String product) throws Exception {
        return Stops.of(new ShippedStyles().style(product).sld());
    }

    @ParameterizedTest
    @CsvSource({
        "east, vik, false",
        "north, vik, false",
        "magnitude, batlow, false",
        "correlation, imola, false",
        "sigma, lajolla, true",
        "coherence, grayC, false",
        "confidence, imola, false",
        "probability, devon, true",
        "image, grayC, false"
    })
    void coloursAreThePublishedOnes(String product, String map, boolean reversed) throws Exception {
        List<Integer> colours = stops(product).colours();
        double[][] rows = PUBLISHED.get(map);
        assertEquals(13, colours.size());
        assertColour(rows[0], rows[0], colours.get(reversed ? 12 : 0));
        assertColour(rows[1], rows[1], colours.get(reversed ? 8 : 4));
        assertColour(rows[2], rows[3], colours.get(6));
        assertColour(rows[4], rows[4], colours.get(reversed ? 4 : 8));
        assertColour(rows[5], rows[5], colours.get(reversed ? 0 : 12));
        assertTrue(new ShippedStyles().style(product).sld().contains("Colours: " + map + (reversed ? ", rev" : " of")));
    }

    /** The mean of two rows of a table. */
    private static void assertColour(double[] a, double[] b, int rgb) {
        for (int i = 0; i < 3; i++) {
            assertEquals(255 * (a[i] + b[i]) / 2, rgb >> (16 - 8 * i) & 0xff, 0.51, Integer.toHexString(rgb));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"east", "north"})
    void bothSidesOfZeroAreAlike(String product) throws Exception {
        Stops stops = stops(product);
        double lightest = 0;
        for (int i = 0; i < 13; i++) {
            assertEquals(0, stops.quantities().get(12 - i) + stops.quantities().get(i));
            double lightness = lightness(stops, i);
            // As far from white on either side: nobody should take one side for the larger.
            assertEquals(lightness(stops, 12 - i), lightness, 8, "lightness of stop " + i);
            lightest = Math.max(lightest, lightness);
        }
        assertEquals(0, stops.quantities().get(6));
        assertEquals(lightest, lightness(stops, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"magnitude", "correlation", "sigma", "coherence", "confidence", "probability", "image"})
    void lightnessGoesOneWayInEvenSteps(String product) throws Exception {
        Stops stops = stops(product);
        double whole = lightness(stops, 12) - lightness(stops, 0);
        assertTrue(Math.abs(whole) > 65, "from " + lightness(stops, 0) + " to " + lightness(stops, 12));
        for (int i = 1; i < 13; i++) {
            double share = (lightness(stops, i) - lightness(stops, i - 1)) / whole;
            assertTrue(share > 0.02 && share < 0.2, "step " + i + " is " + share + " of the way");
        }
    }

    private static double lightness(Stops stops, int i) {
        return Perception.lab(stops.colours().get(i), Perception.ALL_CONES)[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "east",
                "north",
                "magnitude",
                "correlation",
                "sigma",
                "coherence",
                "confidence",
                "probability",
                "image"
            })
    void noTwoColoursLookAlikeToAnybody(String product) throws Exception {
        List<Integer> colours = stops(product).colours();
        for (double[][] eyes : List.of(Perception.ALL_CONES, Perception.PROTANOPIA, Perception.DEUTERANOPIA)) {
            for (int i = 0; i < 13; i++) {
                for (int j = 0; j < i; j++) {
                    double difference = Perception.difference(colours.get(i), colours.get(j), eyes);
                    assertTrue(difference > 4, "stops %d and %d differ by %.1f".formatted(j, i, difference));
                }
            }
        }
    }

    @Test
    void theSimulationTellsWhatColourBlindPeopleConfuse() {
        int red = 0xb04a3a;
        int green = 0x6f7a2f;
        assertTrue(Perception.difference(red, green, Perception.ALL_CONES) > 50);
        assertTrue(Perception.difference(red, green, Perception.DEUTERANOPIA)
                < Perception.difference(red, green, Perception.ALL_CONES) / 2);
        double[] white = Perception.lab(0xffffff, Perception.PROTANOPIA);
        assertEquals(100, white[0], 0.1);
        assertEquals(0, Math.hypot(white[1], white[2]), 0.1);
    }
}
