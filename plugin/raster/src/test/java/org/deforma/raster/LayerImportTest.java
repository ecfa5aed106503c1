package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.deforma.api.Product;
import org.deforma.api.model.ModelClass;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;
import org.deforma.api.style.StyleRange;
import org.deforma.raster.layer.LayerImport;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerImportTest {
    @TempDir
    Path folder;

    private final PooledTileRunner runner = new PooledTileRunner(2);

    @AfterEach
    void stop() {
        runner.close();
    }

    /** Says what it was asked for in the place of a document. */
    private static final class Asked implements StyleLibrary {
        @Override
        public MapStyle style(String product) {
            return new MapStyle(product, product);
        }

        @Override
        public MapStyle style(String product, StyleFit fit) {
            return new MapStyle(
                    fit.name(),
                    "%s '%s' band %d to %s %s"
                            .formatted(product, fit.title(), fit.band(), fit.limit(), fit.unit())
                            .strip());
        }

        @Override
        public MapStyle style(String product, StyleRange range) {
            return new MapStyle(
                    range.name(),
                    "%s '%s' band %d from %s to %s %s"
                            .formatted(product, range.title(), range.band(), range.low(), range.high(), range.unit())
                            .strip());
        }

        @Override
        public MapStyle classes(String name, String title, List<ModelClass> classes) {
            StringBuilder text = new StringBuilder();
            classes.forEach(each -> text.append(each.value())
                    .append(' ')
                    .append(each.title())
                    .append(' ')
                    .append(each.colour())
                    .append("; "));
            return new MapStyle(name, text.toString().strip());
        }
    }

    private GeoToolsRasterService rasters() {
        return new GeoToolsRasterService(runner, folder);
    }

    private Product prepare(GridCoverage2D raster) {
        return new LayerImport(rasters(), runner, new Asked()).prepare(raster, null);
    }

    private static JsonObject report(Product product) {
        return JsonParser.parseString(product.report()).getAsJsonObject();
    }

    private static Map<?, ?> styles(Product product) {
        return (Map<?, ?>) product.result().getProperty(Product.STYLES_PROPERTY);
    }

    private static GridCoverage2D coverage(String name, RenderedImage image, int epsg, String... bands) {
        var crs = epsg == 0 ? null : Coverages.epsg(epsg).orElseThrow();
        var box = new ReferencedEnvelope(0, 10.0 * image.getWidth(), 0, 10.0 * image.getHeight(), crs);
        GridSampleDimension[] dimensions =
                new GridSampleDimension[image.getSampleModel().getNumBands()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = new GridSampleDimension(i < bands.length ? bands[i] : "");
        }
        return new GridCoverageFactory().create(name, image, box, dimensions, null, Map.of());
    }

    private static RenderedImage image(int type, Coverages.Field... bands) {
        return new TiledImage(Coverages.raster(type, 50, 40, bands), 16, 16);
    }

    /** A file as the tools write it. */
    private GridCoverage2D written(List<Band> bands, Map<String, String> metadata, Coverages.Field... fields) {
        var grid = Coverages.grid(50, 40, Coverages.TEN_METRES, 32611);
        try (RasterSink sink = rasters().create(grid, bands)) {
            float[][] values = new float[bands.size()][50 * 40];
            for (int b = 0; b < values.length; b++) {
                for (int i = 0; i < values[b].length; i++) {
                    values[b][i] = (float) fields[b].at(i % 50, i / 50);
                }
            }
            sink.write(new Rectangle(50, 40), values);
            return sink.finish("result", metadata, List.of());
        }
    }

    @Test
    void aDisplacementGetsItsFiveStyles() throws Exception {
        GridCoverage2D map = written(
                List.of(
                        new Band("east", "m"),
                        new Band("north", "m"),
                        new Band("correlation", ""),
                        new Band("sigma", "m")),
                Map.of(),
                (x, y) -> 0.012 * x / 50,
                (x, y) -> -0.03 * y / 40,
                (x, y) -> 0.9,
                (x, y) -> x == 0 ? Double.NaN : 0.004);
        Path copy = Files.copy(Path.of((String) map.getProperty(Product.FILE_PROPERTY)), folder.resolve("quake.tif"));
        GridCoverage2D file = Coverages.read(copy);
        Product product = prepare(file);
        assertEquals(
                "{east=east 'East displacement' band 0 to 0.05 m, north=north 'North displacement' band 1 to 0.05 m,"
                        + " magnitude=magnitude 'Displacement' band 0 to 0.05 m, correlation=correlation,"
                        + " sigma=sigma 'Sigma' band 3 to 0.005 m}",
                styles(product).toString());
        JsonObject report = report(product);
        assertEquals("displacement", report.get("kind").getAsString());
        assertEquals(50, report.get("columns").getAsInt());
        assertEquals(40, report.get("rows").getAsInt());
        assertEquals("EPSG:32611", report.get("crs").getAsString());
        assertEquals(10, report.get("pixelWidth").getAsDouble());
        assertEquals("m", report.get("unit").getAsString());
        assertEquals(1, report.get("sampled").getAsDouble());
        assertEquals(
                "[\"east\",\"north\",\"magnitude\",\"correlation\",\"sigma\"]",
                report.get("styles").toString());
        JsonArray bands = report.getAsJsonArray("bands");
        assertEquals(
                "{\"title\":\"sigma [m]\",\"name\":\"sigma\",\"unit\":\"m\",\"type\":\"float32\",\"minimum\":0.004,"
                        + "\"percentile2\":0.004,\"percentile98\":0.004,\"maximum\":0.004,\"valid\":0.98}",
                bands.get(3).toString());
        product.result().dispose(true);
        map.dispose(true);
    }

    @Test
    void aWholeFileIsHandedOnAsItIs() throws Exception {
        GridCoverage2D map = written(List.of(new Band("height", "m")), Map.of("NOTE", "kept"), (x, y) -> x + y);
        Path copy = Files.copy(Path.of((String) map.getProperty(Product.FILE_PROPERTY)), folder.resolve("dem.tif"));
        GridCoverage2D file = Coverages.read(copy);
        Product product = prepare(file);
        assertEquals(copy.toString(), product.result().getProperty(Product.FILE_PROPERTY));
        assertEquals(copy.toString(), product.result().getProperty("OriginalFileSource"));
        // What the host had opened is gone before the result is used.
        file.dispose(true);
        float[] pixel = new float[1];
        product.result().getRenderedImage().getData(new Rectangle(7, 5, 1, 1)).getPixel(7, 5, pixel);
        assertEquals(12, pixel[0]);
        assertEquals(
                "{image=image 'Image: height' band 0 from 8.0 to 80.0 m}",
                styles(product).toString());
        product.result().dispose(true);
        map.dispose(true);
    }

    @ParameterizedTest
    @CsvSource({"40, 40, 0", "50, 40, 1", "50, 40, 2"})
    void aPartOfAFileOrAnotherRasterIsNotThatFile(int width, int height, int what) throws Exception {
        GridCoverage2D map = written(List.of(new Band("height", "m")), Map.of(), (x, y) -> x + y);
        // A part of it; all of it elsewhere; another pixel in the same place.
        double left = what == 1 ? 400_010 : 400_000;
        double more = what == 2 ? 1 : 0;
        var box = new ReferencedEnvelope(
                left,
                left + 10 * width,
                4_000_000 - 10 * height,
                4_000_000,
                Coverages.epsg(32611).orElseThrow());
        RenderedImage image = new TiledImage(
                Coverages.raster(
                        DataBuffer.TYPE_FLOAT, width, height, (x, y) -> x + y + (x == 33 && y == 21 ? more : 0)),
                16,
                16);
        Map<String, Object> properties = new HashMap<>();
        properties.put("OriginalFileSource", map.getProperty(Product.FILE_PROPERTY));
        GridCoverage2D derived = new GridCoverageFactory()
                .create("part", image, box, new GridSampleDimension[] {new GridSampleDimension("h")}, null, properties);
        Product product = prepare(derived);
        assertFalse(product.result().getProperty(Product.FILE_PROPERTY) instanceof String);
        assertEquals(width, product.result().getRenderedImage().getWidth());
        assertEquals(1, styles(product).size());
        map.dispose(true);
    }

    @Test
    void classesAreThoseOfTheFile() throws Exception {
        String classes = "[{\"value\":1,\"name\":\"wet\",\"title\":\"Water\",\"colour\":\"#0000ff\"},"
                + "{\"value\":2,\"name\":\"dry\",\"title\":\"Land\",\"colour\":\"#00ff00\"}]";
        GridCoverage2D map = written(
                List.of(
                        new Band("class", ""),
                        new Band("confidence", ""),
                        new Band("wet", ""),
                        new Band("dry", ""),
                        new Band("entropy", "")),
                Map.of("DEFORMA_CLASSES", classes),
                (x, y) -> x < 9 ? 1 : 2,
                (x, y) -> 0.9,
                (x, y) -> x < 9 ? 0.9 : 0.1,
                (x, y) -> x < 9 ? 0.1 : 0.9,
                (x, y) -> 0.4);
        String path = (String) map.getProperty(Product.FILE_PROPERTY);
        Product product = prepare(Coverages.read(Path.of(path)));
        assertEquals(
                "{classes=1 Water #0000ff; 2 Land #00ff00;, confidence=confidence,"
                        + " probability-wet=probability 'Probability: Water' band 2 to 1.0,"
                        + " probability-dry=probability 'Probability: Land' band 3 to 1.0}",
                styles(product).toString());
        assertEquals("classification", report(product).get("kind").getAsString());
        product.result().dispose(true);
        map.dispose(true);
    }

    @ParameterizedTest
    @CsvSource({"not json", "[1]", "'[{\"value\":1}]'", "'{}'"})
    void classesWithoutColoursGetSome(String nonsense) throws Exception {
        GridCoverage2D map = written(
                List.of(
                        new Band("class", ""),
                        new Band("confidence", ""),
                        new Band("wet_land", ""),
                        new Band("dry", "")),
                Map.of("DEFORMA_CLASSES", nonsense),
                (x, y) -> 2,
                (x, y) -> 0.9,
                (x, y) -> 0.1,
                (x, y) -> 0.9);
        Product product = prepare(Coverages.read(Path.of((String) map.getProperty(Product.FILE_PROPERTY))));
        assertEquals("1 Wet land #4477AA; 2 Dry #EE6677;", styles(product).get("classes"));
        product.result().dispose(true);
        map.dispose(true);
    }

    @Test
    void valuesOfAClassBandWithoutNames() {
        Product product =
                prepare(coverage("cover", image(DataBuffer.TYPE_SHORT, (x, y) -> x < 3 ? 40 : 7), 32611, "class"));
        assertEquals(Map.of("classes", "7 7 #4477AA; 40 40 #EE6677;"), styles(product));
    }

    @ParameterizedTest
    @CsvSource({
        "20180106_20180118_cc, 5, 0.9, coherence",
        "S1_20180106T000102_20180118, 5, 1, coherence",
        "mean_coherence, 5, 1, coherence",
        "20180106_20180118_unw, 5, 3.1, image",
        "account, 5, 0.9, image",
        "dem, 5, 1, image",
        "geo_cc, 0, 255, coherence",
        "grey, 0, 255, image"
    })
    void coherenceIsKnownByNameAndValues(String name, int type, double largest, String kind) {
        int stored = type == 0 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_FLOAT;
        Product product = prepare(coverage(name, image(stored, (x, y) -> largest * x / 49), 32611));
        assertEquals(kind, report(product).get("kind").getAsString());
        if (kind.equals("coherence")) {
            assertEquals(
                    Map.of("coherence", "coherence 'Coherence' band 0 to " + (type == 0 ? "255.0" : "1.0")),
                    styles(product));
        }
    }

    @Test
    void coloursAreThoseOfThePalette() {
        byte[] red = {0, 10, 20, 30};
        byte[] green = {0, (byte) 200, 0, 0};
        byte[] alpha = {(byte) 255, (byte) 255, (byte) 255, 0};
        BufferedImage image = new BufferedImage(
                40, 30, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 4, red, green, red, alpha));
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.getRaster().setSample(x, y, 0, 1 + x % 3);
            }
        }
        Product product = prepare(coverage("cover", image, 32611));
        assertEquals(Map.of("palette", "1 1 #0AC80A; 2 2 #140014;"), styles(product), "3 is transparent, 0 not there");
        assertEquals("palette", report(product).get("kind").getAsString());
        assertTrue(product.result().getRenderedImage().getColorModel() instanceof IndexColorModel);
    }

    @Test
    void colourImagesAreComposites() {
        Coverages.Field field = (x, y) -> x + y;
        assertEquals(
                Map.of("composite", "composite"),
                styles(prepare(coverage("photo", image(DataBuffer.TYPE_BYTE, field, field, field), 32611))));
        Product sixteen = prepare(coverage(
                "scene", image(DataBuffer.TYPE_USHORT, field, field, field), 32611, "B4", "B4", "Near infrared"));
        assertEquals(
                List.of("image-b4", "image-b4-2", "image-near-infrared"),
                List.copyOf(styles(sixteen).keySet()));
    }

    @Test
    void greyGoesFromTheSecondToTheLastButSecondPercentile() {
        Product product = prepare(coverage("dem", image(DataBuffer.TYPE_SHORT, (x, y) -> 100 + x), 32611));
        assertEquals("image 'Image' band 0 from 101.0 to 148.0", styles(product).get("image"));
        Product flat = prepare(coverage("flat", image(DataBuffer.TYPE_SHORT, (x, y) -> 7), 32611));
        assertEquals("image 'Image' band 0 from 6.5 to 7.5", styles(flat).get("image"));
        Product empty = prepare(coverage("empty", image(DataBuffer.TYPE_FLOAT, (x, y) -> Double.NaN), 32611));
        assertEquals("image 'Image' band 0 from -0.5 to 0.5", styles(empty).get("image"));
        JsonObject report = report(empty);
        assertTrue(report.getAsJsonArray("bands")
                .get(0)
                .getAsJsonObject()
                .get("minimum")
                .isJsonNull());
        assertEquals(
                "[\"no pixel that was looked at has data\"]",
                report.get("notes").toString());
    }

    @Test
    void manyBandsDoNotMakeManyStyles() {
        Coverages.Field[] fields = new Coverages.Field[20];
        Arrays.fill(fields, (Coverages.Field) (x, y) -> x);
        Product product = prepare(coverage("cube", image(DataBuffer.TYPE_FLOAT, fields), 32611));
        assertEquals(16, styles(product).size());
        assertEquals(
                "[\"only the first 16 bands have a style\"]",
                report(product).get("notes").toString());
    }

    @Test
    void aRasterWithoutReferenceSystemCannotBeALayer() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> prepare(coverage("x", image(DataBuffer.TYPE_BYTE, (x, y) -> x), 0)));
        assertEquals(
                "raster has no reference system, without which it cannot be a map layer; give it one, for example with"
                        + " gdal_edit.py -a_srs EPSG:32633",
                e.getMessage());
    }

    @Test
    void ofALargeRasterAFewTilesAreReadEvenly() {
        int side = 20_000;
        var oneValue = new ComponentSampleModel(DataBuffer.TYPE_FLOAT, side, side, 0, 0, new int[] {0});
        TiledImage image = new TiledImage(
                Raster.createRaster(oneValue, new DataBufferFloat(new float[] {7}, 1), new Point()), 256, 256);
        List<Float> progress = new ArrayList<>();
        var listener = new NullProgressListener() {
            @Override
            public void progress(float percent) {
                progress.add(percent);
            }
        };
        Product product =
                new LayerImport(rasters(), runner, new Asked()).prepare(coverage("big", image, 32611), listener);
        assertEquals(256, image.asked.get(), "one tile a square");
        assertTrue(progress.size() > 100 && progress.get(progress.size() - 1) == 100);
        double sampled = report(product).get("sampled").getAsDouble();
        assertTrue(sampled > 0.005 && sampled < 0.011, "share " + sampled);
        listener.setCanceled(true);
        assertThrows(CancellationException.class, () -> new LayerImport(rasters(), runner, new Asked())
                .prepare(coverage("big", image, 32611), listener));
        assertArrayEquals(new int[] {side, side}, new int[] {
            product.result().getRenderedImage().getWidth(),
            product.result().getRenderedImage().getHeight()
        });
    }
}
