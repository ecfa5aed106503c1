package org.deforma.insar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.deforma.api.Product;
import org.deforma.api.insar.CoherenceParameters;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;

class ClassifyCoherenceToolTest {
    private static final String[] PAIRS = {
        "20180106_20180130", "20180106_20180307", "20180130_20180307", "20180307_20180319", "20180130_20180319"
    };
    private static final ModelDomain DOMAIN = new ModelDomain("", "", 10, 200, 0, 1, 8, 24, "");

    private final PooledTileRunner tiles = new PooledTileRunner();
    private final RasterService rasters = new GeoToolsRasterService(tiles);
    private Fakes fakes = new Fakes(rasters, tiles, new MatrixGrid(64, 6), DOMAIN);

    private ClassifyCoherenceTool tool() {
        return new ClassifyCoherenceTool(rasters, tiles, fakes, fakes, "1.2.3");
    }

    private static CoherenceParameters parameters(String... pairs) {
        return new CoherenceParameters(List.of(pairs), "", "auto", false);
    }

    private static GridCoverage2D coverage(String name, float... values) {
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, values.length, 1, 1), new Point());
        raster.setSamples(0, 0, values.length, 1, 0, values);
        var box = new ReferencedEnvelope(10, 10 + values.length * 0.001, 50, 50.001, DefaultGeographicCRS.WGS84);
        return new GridCoverageFactory().create(name, raster, box);
    }

    /** Five pairs of four dates, two pixels: (0.1, 0.2 ...) and the double. */
    private static List<GridCoverage2D> stack() {
        List<GridCoverage2D> stack = new ArrayList<>();
        for (int k = 0; k < PAIRS.length; k++) {
            stack.add(coverage("cc_" + PAIRS[k], 0.1f * (k + 1), 0.2f * (k + 1)));
        }
        return stack;
    }

    private float[] values(Product product) {
        try (RasterSource source = rasters.open("result", product.result())) {
            float[] values = source.read(
                    new Rectangle(source.grid().width(), source.grid().height()), 0);
            product.result().dispose(true);
            return values;
        }
    }

    private String messageOf(List<GridCoverage2D> stack, String... pairs) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> tool().classify(stack, parameters(pairs), null))
                .getMessage();
        assertEquals(0, fakes.leases());
        return message;
    }

    @Test
    void aStackInMemory() {
        Product product = tool().classify(stack(), new CoherenceParameters(List.of(), "fake", "cpu", true), null);
        float[] values = values(product);
        assertEquals(0.3, values[0], 1e-5);
        assertEquals(0.6, values[1], 1e-5);
        assertEquals(List.of("fake", "COHERENCE_MATRIX", "cpu"), fakes.asked());
        assertEquals(0, fakes.leases());
        assertEquals("deforma:ClassifyCoherence", fakes.run().tool());
        assertEquals("1.2.3", fakes.run().version());
        assertTrue(fakes.run().entropy());
        assertEquals(
                Map.of("pairs", List.of(), "model", "fake", "device", "cpu", "entropy", true),
                fakes.run().parameters());
        assertEquals(5, ((List<?>) fakes.run().inputs().get("coherence")).size());
        assertEquals(
                Map.of(
                        "dates", 4,
                        "first", "2018-01-06",
                        "last", "2018-03-19",
                        "pairs", 5,
                        "possiblePairs", 6,
                        "medianIntervalDays", 24.0,
                        "windows", 1),
                fakes.run().facts().get("stack"));
        assertEquals(
                List.of(
                        "outside of what the model has seen: the stack has 4 dates, the model was made for 8 or more",
                        "the stack has 5 of the 6 possible pairs of its 4 dates (83 %)"),
                fakes.run().notes());
    }

    @Test
    void pairsThatAreGivenWin() {
        List<GridCoverage2D> nameless =
                stack().stream().map(c -> coverage("cc", .1f, .1f)).toList();
        assertTrue(messageOf(nameless).startsWith("coherence: no dates were found for cc, "));
        values(tool().classify(nameless, parameters(PAIRS), null));
    }

    @Test
    void whatTheModelHasNotSeenIsSaid() {
        fakes = new Fakes(rasters, tiles, new MatrixGrid(4, 6), new ModelDomain("", "", 10, 30, 0, 1, 0, 12, ""));
        String[] pairs = {
            "20180101_20180107", "20180107_20180113", "20180101_20180113", // three dates that fit
            "20180501_20180507", "20180507_20180513", "20180501_20180513", // and later three more
            "20180101_20180501" // and one pair that is too long
        };
        List<GridCoverage2D> stack = Arrays.stream(pairs)
                .map(pair -> coverage(pair, pair.startsWith("201801") ? .2f : .4f, Float.NaN))
                .toList();
        float[] values = values(tool().classify(stack, parameters(), null));
        assertEquals(.3f, values[0], 1e-5, "the mean of both windows");
        assertEquals(Float.NaN, values[1]);
        assertEquals(
                List.of(
                        "outside of what the model has seen: pixels are 89.2 m large, the model was made for 10..30 m",
                        "the stack has 7 of the 15 possible pairs of its 6 dates (47 %)",
                        "the stack is longer than the 24 days of the model's matrix: it was split into 2 windows, whose"
                                + " probabilities are averaged",
                        "1 of the 7 pairs were not used: they do not fit into a matrix of 4 dates, 6 days apart"),
                fakes.run().notes());
    }

    @Test
    void stacksThatCannotBeUsed() {
        List<GridCoverage2D> stack = stack();
        stack.set(2, coverage("cc_" + PAIRS[2], .1f, .2f, .3f));
        assertTrue(messageOf(stack).contains("cc_" + PAIRS[0] + " is 2 x 1 px, cc_" + PAIRS[2] + " is 3 x 1 px"));
        stack.set(2, coverage("cc_" + PAIRS[2], .1f, 2));
        assertTrue(messageOf(stack).contains("cc_" + PAIRS[2] + " has the value 2.0 at pixel (1, 0)"));
        List<GridCoverage2D> empty =
                Arrays.stream(PAIRS).map(pair -> coverage(pair, Float.NaN, 0)).toList();
        assertTrue(messageOf(empty).startsWith("coherence has no pixel with enough valid pairs"));
        assertEquals("coherence has no raster; give one for each pair of dates", messageOf(List.of()));
    }

    @Test
    void aStackWithoutPairsThatFitIsRefused() {
        fakes = new Fakes(rasters, tiles, new MatrixGrid(4, 1), DOMAIN);
        assertEquals(
                "coherence has too few pairs that fit into the matrix of model fake, 4 dates, 1 days apart: at least 3 are"
                        + " needed within 4 days",
                messageOf(stack()));
    }

    @Test
    void cancelledIsCancelled() {
        var listener = new DefaultProgressListener();
        listener.setCanceled(true);
        assertThrows(CancellationException.class, () -> tool().classify(stack(), parameters(), listener));
        assertEquals(0, fakes.leases());
    }

    @Test
    void progressOnlyGrows() {
        List<Float> seen = new ArrayList<>();
        var listener = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                seen.add(percent);
            }
        };
        values(tool().classify(stack(), parameters(), listener));
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(seen.get(i) >= seen.get(i - 1), seen::toString);
        }
        assertEquals(100, seen.get(seen.size() - 1));
    }

    /** Sentinel-1 over Mexico City: its mean coherence was computed by another program as well. */
    @Test
    void theRealStackHasTheMeanThatItsMakersFound() throws IOException {
        String named = System.getenv("DEFORMA_DATA");
        Path data = (named == null ? Path.of("../../../shared/data") : Path.of(named))
                .resolve("insar-mexico-coherence")
                .toAbsolutePath()
                .normalize();
        assumeTrue(Files.isDirectory(data), "there is no " + data + "; set DEFORMA_DATA to the folder of real data");
        List<GeoTiffReader> readers = new ArrayList<>();
        List<GridCoverage2D> stack = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("coherence"))) {
            for (Path file : files.sorted().toList()) {
                GeoTiffReader reader = new GeoTiffReader(file.toFile());
                readers.add(reader);
                stack.add(reader.read(null));
            }
        }
        GeoTiffReader reader = new GeoTiffReader(data.resolve("coh_mean.tif").toFile());
        readers.add(reader);
        GridCoverage2D meanFile = reader.read(null);
        float[] found = values(tool().classify(stack, parameters(), null));
        float[] expected;
        try (RasterSource source = rasters.open("mean", meanFile)) {
            expected = source.read(new Rectangle(100, 60), 0);
        }
        assertEquals(6000, found.length);
        int compared = 0;
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            if (!Float.isNaN(found[i]) && !Float.isNaN(expected[i])) {
                worst = Math.max(worst, Math.abs(found[i] - expected[i]));
                compared++;
            }
        }
        // 102 pixels have no value at all, and 9 have 7 of the 30, less than a quarter.
        assertEquals(6000 - 102 - 9, compared);
        assertEquals(0, worst, 1e-4);
        Map<?, ?> facts = (Map<?, ?>) fakes.run().facts().get("stack");
        assertEquals(13, facts.get("dates"));
        assertEquals("2018-07-17", facts.get("last"));
        assertEquals(30, facts.get("pairs"));
        assertEquals(
                List.of("the stack has 30 of the 78 possible pairs of its 13 dates (38 %)"),
                fakes.run().notes());
        stack.forEach(coverage -> coverage.dispose(true));
        meanFile.dispose(true);
        readers.forEach(GeoTiffReader::dispose);
    }
}
