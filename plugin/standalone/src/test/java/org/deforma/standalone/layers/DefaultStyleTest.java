package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grey style of a raster that comes without any; colours are tested with the files that have some. */
class DefaultStyleTest {
    @TempDir
    Path folder;

    private List<Double> quantities(Rasters.Values values) throws IOException {
        Path file = Rasters.write(folder.resolve("a.tif"), 100, 100, 1, values);
        try (LayerStore store = LayerStore.open(folder.resolve("data"))) {
            Layer layer = store.add("a", "", file, "a.tif", Map.of(), new DefaultProgressListener());
            String sld = layer.styles().get("a-grey");
            assertTrue(sld.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), sld);
            return Pattern.compile("quantity=\"([^\"]+)\"")
                    .matcher(sld)
                    .results()
                    .map(found -> Double.valueOf(found.group(1)))
                    .toList();
        }
    }

    @Test
    void greyReachesFromTwoToNinetyEightPercent() throws IOException {
        // One value in a hundred is far out, and one row is without data.
        List<Double> found = quantities((band, x, y) -> y == 0 ? Float.NaN : x == 50 ? 1e6f : y + x / 100f);
        assertEquals(3, found.get(0), 1);
        assertEquals(98, found.get(1), 1);
    }

    @Test
    void aRasterOfOneValueOrOfNoneHasAStyleToo() throws IOException {
        assertEquals(List.of(5.0, 6.0), quantities((band, x, y) -> 5));
        assertEquals(List.of(0.0, 1.0), quantities((band, x, y) -> Float.NaN));
    }
}
