package org.deforma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.layers.LayerPixels;
import org.deforma.standalone.layers.LayerStore;
import org.geotools.data.util.NullProgressListener;
import org.junit.jupiter.params.provider.MethodSource;

/** A raster file of a user made a layer, read as maps do, and removed. */
class LayerFuzzTest {
    private static final String NAME = "fuzz";

    LayerFuzzTest() {
        Epsg.open();
    }

    @MethodSource("org.deforma.fuzz.TiffSeeds#all")
    @FuzzTest
    void add(byte[] content) throws Exception {
        Path data = Scratch.folder("layers");
        Path file = Scratch.file("layer.tif", content);
        // Files of layers that are gone stay open for half a minute, or until the store is closed.
        try (LayerStore store = LayerStore.open(data)) {
            boolean taken = Refusal.takes(
                    "layer", () -> store.add(NAME, "", file, "raster.tif", Map.of(), new NullProgressListener()));
            if (taken) {
                read(store.find(NAME).orElseThrow());
                store.remove(NAME);
            }
        }
        if (!Scratch.content(data).equals(List.of("lock"))) {
            throw new AssertionError("left behind: " + Scratch.content(data));
        }
        Scratch.checkHandles();
    }

    private static void read(Layer layer) {
        LayerPixels pixels = layer.pixels();
        for (int level = 0; level < pixels.levels(); level++) {
            Rectangle window = new Rectangle(0, 0, Math.min(64, pixels.size(level).width), 8);
            for (int band : List.of(0, layer.bands().size() - 1)) {
                pixels.read(level, window, band);
            }
        }
    }
}
