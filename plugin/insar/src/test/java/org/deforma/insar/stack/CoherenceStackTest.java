package org.deforma.insar.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;

class CoherenceStackTest {
    private static final float NAN = Float.NaN;

    private static RasterGrid grid(int width, int height, double x, CoordinateReferenceSystem crs) {
        return new RasterGrid(width, height, new AffineTransform(0.01, 0, 0, -0.01, x, 20), Optional.ofNullable(crs));
    }

    private static RasterGrid grid(int width, int height) {
        return grid(width, height, 10, DefaultGeographicCRS.WGS84);
    }

    private static RasterSource raster(String name, float... values) {
        return new MemoryRaster(name, grid(values.length, 1), false, values);
    }

    private static float[] pixel(List<RasterSource> sources, int x) {
        CoherenceStack stack = new CoherenceStack(sources);
        float[] values = new float[stack.layers()];
        stack.read(new Rectangle(x, 0, 1, 1)).pixel(0, values);
        return values;
    }

    @Test
    void everyLayerOfEveryPixelToSixteenBits() {
        Random random = new Random(11);
        // More than two groups of layers, and a window off the edge.
        int layers = 71;
        List<RasterSource> sources = new ArrayList<>();
        float[][] values = new float[layers][9 * 7];
        for (int k = 0; k < layers; k++) {
            for (int i = 0; i < values[k].length; i++) {
                values[k][i] = random.nextInt(5) == 0 ? NAN : random.nextFloat();
            }
            sources.add(new MemoryRaster("r" + k, grid(9, 7), false, values[k]));
        }
        CoherenceStack stack = new CoherenceStack(sources);
        assertEquals(layers, stack.layers());
        CoherenceBlock block = stack.read(new Rectangle(2, 3, 5, 4));
        float[] found = new float[layers];
        for (int pixel = 0; pixel < 20; pixel++) {
            block.pixel(pixel, found);
            for (int k = 0; k < layers; k++) {
                float expected = values[k][(3 + pixel / 5) * 9 + 2 + pixel % 5];
                assertEquals(expected, found[k], 0.5001f / 65534);
            }
        }
    }

    @Test
    void endsOfTheScaleAreExactAndRoundingIsForgiven() {
        List<RasterSource> sources =
                List.of(raster("a", 0), raster("b", 1), raster("c", 1.00001f), raster("d", -1e-5f));
        assertArrayEquals(new float[] {0, 1, 1, 0}, pixel(sources, 0));
    }

    @Test
    void bandsOfOneRaster() {
        var raster = new MemoryRaster("s", grid(2, 1), false, new float[] {.25f, .5f}, new float[] {NAN, 1});
        assertArrayEquals(new float[] {.5f, 1}, pixel(List.of(raster), 1), 1e-5f);
    }

    @Test
    void zeroIsAValueUnlessAllLayersHaveIt() {
        List<RasterSource> sources = List.of(raster("a", 0, 0), raster("b", .5f, 0), raster("c", NAN, NAN));
        assertArrayEquals(new float[] {0, .5f, NAN}, pixel(sources, 0), 1e-5f);
        assertArrayEquals(new float[] {NAN, NAN, NAN}, pixel(sources, 1));
    }

    @Test
    void eightBitSamplesAreScaledAndTheirZeroIsNoData() {
        var bytes = new MemoryRaster("b", grid(1, 1), true, new float[] {0}, new float[] {51}, new float[] {255});
        assertArrayEquals(new float[] {NAN, .2f, 1}, pixel(List.of(bytes), 0), 1e-5f);
        assertEquals(
                List.of("8-bit samples (3 of 3 layers) were read as 0..255 for coherence 0..1, with 0 for no data"),
                new CoherenceStack(List.of(bytes)).notes());
    }

    @Test
    void otherValuesAreNamedWithTheirPlace() {
        for (float wrong : new float[] {1.5f, -0.2f, 200}) {
            CoherenceStack stack = new CoherenceStack(
                    List.of(raster("good.tif", .1f, .2f, .3f, .4f), raster("phase.tif", .1f, .2f, .3f, wrong)));
            stack.read(new Rectangle(0, 0, 3, 1));
            String message = assertThrows(IllegalArgumentException.class, () -> stack.read(new Rectangle(1, 0, 3, 1)))
                    .getMessage();
            assertTrue(
                    message.startsWith(
                            "coherence: phase.tif has the value " + wrong + " at pixel (3, 0), but coherence is 0..1"),
                    message);
        }
    }

    private static String mixed(RasterGrid other) {
        float[] values = new float[other.width() * other.height()];
        List<RasterSource> sources = List.of(raster("a.tif", 1, 1, 1), new MemoryRaster("b.tif", other, false, values));
        String message = assertThrows(IllegalArgumentException.class, () -> new CoherenceStack(sources))
                .getMessage();
        String way = "; bring all rasters onto one grid first, for example with gdalwarp -t_srs -te -ts";
        assertTrue(message.endsWith(way), message);
        return message.substring(0, message.length() - way.length());
    }

    @Test
    void mixedGridsAreRefused() {
        assertEquals("coherence: a.tif is 3 x 1 px, b.tif is 2 x 1 px", mixed(grid(2, 1)));
        assertEquals("coherence: a.tif is in WGS84(DD), b.tif in no CRS", mixed(grid(3, 1, 10, null)));
        assertEquals(
                "coherence: a.tif and b.tif lie up to 0.50 px apart",
                mixed(grid(3, 1, 10.005, DefaultGeographicCRS.WGS84)));
    }

    @Test
    void roundingOfTheGridIsForgiven() {
        var other =
                new MemoryRaster("b", grid(3, 1, 10.000001, DefaultGeographicCRS.WGS84), false, new float[] {1, 1, 1});
        assertEquals(2, new CoherenceStack(List.of(raster("a", 1, 1, 1), other)).layers());
    }
}
