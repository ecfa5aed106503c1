package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes are not averaged. */
class ClassBandsTest {
    private static final String SLD = "<RasterSymbolizer><ChannelSelection><GrayChannel><SourceChannelName>%s"
            + "</SourceChannelName></GrayChannel></ChannelSelection>%s<ColorMap%s/></RasterSymbolizer>";

    @TempDir
    Path folder;

    private BitSet bands(String... styles) throws IOException {
        Path file = Rasters.write(folder.resolve("a.tif"), 4, 4, 3, (band, x, y) -> x);
        try (OpenFiles files = new OpenFiles()) {
            return ClassBands.of(List.of(styles), new SourceFile(files.file(file)));
        }
    }

    @Test
    void aStyleOfSingleValuesSaysSo() throws IOException {
        assertEquals(BitSet.valueOf(new long[] {0b100}), bands(SLD.formatted("3", "", " type=\"values\"")));
        assertEquals(BitSet.valueOf(new long[] {0b001}), bands("<sld:ColorMap extended='true' type = 'values'>"));
        assertEquals(new BitSet(), bands(SLD.formatted("3", "", " type=\"intervals\""), SLD.formatted("1", "", "")));
        assertEquals(
                new BitSet(),
                bands(SLD.formatted("2", "<Transformation></Transformation>", " type=\"values\"")),
                "what it shows is not what is stored");
    }

    @Test
    void aLayerOfClassesKeepsThemInEveryCopy() throws IOException {
        Path file = Rasters.write(folder.resolve("a.tif"), 1200, 1200, 2, (band, x, y) -> x % 2 == 0 ? 2 : 6);
        try (LayerStore store = LayerStore.open(folder.resolve("data"))) {
            Layer layer = store.add(
                    "a",
                    "",
                    file,
                    "a.tif",
                    Map.of("class", SLD.formatted("1", "", " type=\"values\"")),
                    new DefaultProgressListener());
            assertEquals(2, layer.pixels().read(2, new Rectangle(5, 5, 1, 1), 0)[0]);
            assertEquals(4, layer.pixels().read(2, new Rectangle(5, 5, 1, 1), 1)[0]);
        }
    }
}
