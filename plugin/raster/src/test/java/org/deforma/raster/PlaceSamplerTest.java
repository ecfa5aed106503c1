package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.SampleParameters;
import org.deforma.api.raster.SampleTool;
import org.deforma.api.raster.SampledValues;
import org.deforma.raster.sample.PlaceSampler;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class PlaceSamplerTest {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;

    @TempDir
    Path folder;

    private final PooledTileRunner runner = new PooledTileRunner(2);

    @AfterEach
    void stop() {
        runner.close();
    }

    private SampleTool tool() {
        return new PlaceSampler(new GeoToolsRasterService(runner, folder));
    }

    /** 10 m pixels from (400000, 4000000) to the south-east. */
    private static GridCoverage2D coverage(RenderedImage image, int epsg, String... names) {
        var crs = epsg == 0 ? null : Coverages.epsg(epsg).orElseThrow();
        var box = new ReferencedEnvelope(
                400_000, 400_000 + 10.0 * image.getWidth(), 4_000_000 - 10.0 * image.getHeight(), 4_000_000, crs);
        GridSampleDimension[] bands =
                new GridSampleDimension[image.getSampleModel().getNumBands()];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = new GridSampleDimension(i < names.length ? names[i] : "band " + i);
        }
        return new GridCoverageFactory().create("test", image, box, bands, null, Map.of());
    }

    private static RenderedImage image(Coverages.Field... bands) {
        return new TiledImage(Coverages.raster(DataBuffer.TYPE_FLOAT, WIDTH, HEIGHT, bands), 16, 16);
    }

    private static SampleParameters parameters(String wkt, String crs, int count) {
        try {
            return new SampleParameters(new WKTReader().read(wkt), Optional.ofNullable(crs), count);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private float[] values(GridCoverage2D data, String wkt) {
        float[][] values = tool().sample(data, parameters(wkt, null, 2), null).values();
        float[] first = new float[values.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = values[i][0];
        }
        return first;
    }

    @Test
    void aPlaneComesBackExactlyAlongALine() {
        GridCoverage2D plane = coverage(image((x, y) -> 3 * x - 2 * y + 5, (x, y) -> x), 32611, "height", "column");
        SampledValues line =
                tool().sample(plane, parameters("LINESTRING(400035 3999985, 400555 3999655)", null, 101), null);
        assertEquals(Optional.of("EPSG:32611"), line.crs());
        assertEquals("m", line.unit());
        assertEquals("height", line.bands().get(0).name());
        assertEquals(101, line.values().length);
        double length = Math.hypot(520, 330);
        for (int i = 0; i <= 100; i++) {
            double x = 400035 + 5.2 * i;
            double y = 3999985 - 3.3 * i;
            assertEquals(x, line.x()[i], 1e-6);
            assertEquals(y, line.y()[i], 1e-6);
            assertEquals(length * i / 100, line.distance().orElseThrow()[i], 1e-6);
            double column = (x - 400000) / 10 - 0.5;
            double row = (4000000 - y) / 10 - 0.5;
            assertEquals(3 * column - 2 * row + 5, line.values()[i][0], 1e-4);
            assertEquals(column, line.values()[i][1], 1e-5);
        }
    }

    @Test
    void theCentreOfAPixelIsItsValueWhateverIsAround() {
        GridCoverage2D data = coverage(image((x, y) -> (x + y) % 2 == 0 ? 100 * y + x : Double.NaN), 32611);
        assertArrayEquals(
                new float[] {Float.NaN, 404, 0, 3959},
                values(data, "MULTIPOINT((400045 3999965), (400045 3999955), (400005 3999995), (400595 3999605))"));
    }

    @Test
    void betweenPixelsWithoutDataTheNearestCounts() {
        // A hole of one pixel at column 5, row 5.
        GridCoverage2D data = coverage(image((x, y) -> x == 5 && y == 5 ? Double.NaN : x), 32611);
        assertArrayEquals(
                new float[] {4, 6, Float.NaN, Float.NaN, 3.75f},
                values(
                        data,
                        "MULTIPOINT((400049.9 3999945), (400060.1 3999945), (400050.1 3999945), (400059.9 3999949.9),"
                                + " (400042.5 3999945))"),
                "to the left of the hole, to its right, in it, in it, and where the four around have data");
    }

    @Test
    void theOuterHalfOfThePixelsAtTheEdgeBelongsToTheRaster() {
        GridCoverage2D data = coverage(image((x, y) -> 100 * y + x), 32611);
        assertArrayEquals(
                new float[] {0, 59, 3900, 3959, Float.NaN, Float.NaN, Float.NaN},
                values(
                        data,
                        "MULTIPOINT((400000 4000000), (400600 4000000), (400000 3999600), (400600 3999600),"
                                + " (399999.99 3999900), (400600.01 3999900), (1e9 1e9))"));
    }

    @Test
    void placesKeepTheirOrder() {
        GridCoverage2D data = coverage(image((x, y) -> 1000 * y + x), 32611);
        Random random = new Random(7);
        Coordinate[] places = new Coordinate[500];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Coordinate(400_005 + 10 * random.nextInt(WIDTH), 3_999_995 - 10 * random.nextInt(HEIGHT));
        }
        Geometry points = new GeometryFactory().createMultiPointFromCoords(places);
        SampledValues sampled = tool().sample(data, new SampleParameters(points, Optional.empty(), 2), null);
        assertTrue(sampled.distance().isEmpty(), "points have no distance");
        for (int i = 0; i < places.length; i++) {
            assertEquals(places[i].x, sampled.x()[i]);
            assertEquals(
                    1000 * (3_999_995 - places[i].y) / 10 + (places[i].x - 400_005) / 10, sampled.values()[i][0], 1e-3);
        }
    }

    @Test
    void classesAreNeverMixed() {
        GridCoverage2D data =
                coverage(image((x, y) -> x < 5 ? 1 : 8, (x, y) -> x < 5 ? 0 : 1), 32611, "class", "share");
        float[][] values = tool().sample(
                        data, parameters("MULTIPOINT((400049 3999945), (400051 3999945))", null, 2), null)
                .values();
        assertArrayEquals(new float[] {1, 0.4f}, values[0], 1e-6f);
        assertArrayEquals(new float[] {8, 0.6f}, values[1], 1e-6f);
    }

    @Test
    void numbersOfAPaletteAreRead() {
        byte[] ramp = new byte[16];
        for (int i = 0; i < 16; i++) {
            ramp[i] = (byte) (16 * i);
        }
        BufferedImage image = new BufferedImage(
                20, 10, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 16, ramp, ramp, ramp));
        for (int x = 0; x < 20; x++) {
            for (int y = 0; y < 10; y++) {
                image.getRaster().setSample(x, y, 0, x / 2);
            }
        }
        assertArrayEquals(
                new float[] {2, 3, 9},
                values(coverage(image, 32611), "MULTIPOINT((400059 3999945), (400061 3999945), (400195 3999905))"));
    }

    /** Those of geographic systems by PROJ's geod (WGS84). */
    @ParameterizedTest
    @CsvSource({
        "4326, 'LINESTRING(0 0, 1 0)', 111319.491",
        "4326, 'LINESTRING(10 45, 10 46)', 111141.548",
        "4326, 'LINESTRING(0 60, 0.001 60)', 55.800",
        "3857, 'LINESTRING(0 8399737.889818, 111.319490793 8399737.889818)', 55.800",
        "32611, 'LINESTRING(400000 4000000, 403000 4004000)', 5000",
        "2225, 'LINESTRING(6000000 2000000, 6000000 2001000)', 304.801"
    })
    void distancesAreMetresOnTheGround(int epsg, String line, double length) {
        GridCoverage2D data = coverage(image((x, y) -> x), 4326);
        SampledValues sampled = tool().sample(data, parameters(line, "epsg:" + epsg, 5), null);
        assertEquals("m", sampled.unit());
        assertEquals(Optional.of("EPSG:" + epsg), sampled.crs());
        double[] distance = sampled.distance().orElseThrow();
        for (int i = 0; i < 5; i++) {
            assertEquals(length * i / 4, distance[i], 1e-3);
        }
    }

    @Test
    void placesAreEquallyFarOnTheGroundAroundCorners() {
        GridCoverage2D data = coverage(image((x, y) -> x), 32611);
        SampledValues sampled = tool().sample(
                        data, parameters("LINESTRING(400000 4000000, 400300 4000000, 400300 3999900)", null, 5), null);
        assertArrayEquals(
                new double[] {0, 100, 200, 300, 400}, sampled.distance().orElseThrow(), 1e-9);
        assertArrayEquals(new double[] {400000, 400100, 400200, 400300, 400300}, sampled.x(), 1e-9);
        assertArrayEquals(new double[] {4e6, 4e6, 4e6, 4e6, 3999900}, sampled.y(), 1e-9);
    }

    @Test
    void aLineOfNoLengthIsItsPlace() {
        GridCoverage2D data = coverage(image((x, y) -> x), 32611);
        SampledValues sampled =
                tool().sample(data, parameters("LINESTRING(400005 3999995, 400005 3999995)", null, 3), null);
        assertArrayEquals(new double[3], sampled.distance().orElseThrow());
        assertEquals(0, sampled.values()[2][0]);
    }

    @ParameterizedTest
    @CsvSource({"4326", "3857"})
    void placesInAnotherReferenceSystem(int epsg) throws Exception {
        GridCoverage2D data = coverage(image((x, y) -> 3 * x - 2 * y), 32611);
        Geometry line = new WKTReader().read("LINESTRING(400035 3999985, 400555 3999655)");
        var there = CRS.findMathTransform(
                Coverages.epsg(32611).orElseThrow(), Coverages.epsg(epsg).orElseThrow(), true);
        SampledValues sampled = tool().sample(
                        data, new SampleParameters(JTS.transform(line, there), Optional.of("EPSG:" + epsg), 11), null);
        // The plane at both ends; a straight line of 600 m in one system is one in the other to a hundredth of a pixel.
        for (int i = 0; i <= 10; i++) {
            assertEquals(3 * (3 + 5.2 * i) - 2 * (1 + 3.3 * i), sampled.values()[i][0], 0.05);
        }
        assertEquals(Math.hypot(520, 330), sampled.distance().orElseThrow()[10], 0.4, "UTM is 0.4 in 1000 short here");
    }

    @Test
    void aRasterWithoutReferenceSystemHasItsOwnUnits() {
        GridCoverage2D data = coverage(image((x, y) -> x), 0);
        SampledValues sampled =
                tool().sample(data, parameters("LINESTRING(400005 3999995, 400105 3999995)", null, 2), null);
        assertEquals(Optional.empty(), sampled.crs());
        assertEquals("grid unit", sampled.unit());
        assertEquals(100, sampled.distance().orElseThrow()[1], 1e-9);
        var e = assertThrows(IllegalArgumentException.class, () -> tool().sample(
                        data, parameters("POINT(1 1)", "EPSG:4326", 2), null));
        assertEquals(
                "crs must be left out, was EPSG:4326: data has no reference system, and places are in units of its grid",
                e.getMessage());
    }

    /** A raster of 20,000 x 20,000 px that counts the tiles that are asked for. */
    private static TiledImage large() {
        int side = 20_000;
        var oneValue = new ComponentSampleModel(DataBuffer.TYPE_FLOAT, side, side, 0, 0, new int[] {0});
        return new TiledImage(
                Raster.createRaster(oneValue, new DataBufferFloat(new float[] {7}, 1), new Point()), 256, 256);
    }

    @Test
    void aLineAcrossALargeRasterReadsTheTilesAlongIt() {
        TiledImage image = large();
        float[][] values = tool().sample(
                        coverage(image, 32611),
                        parameters("LINESTRING(400005 3999995, 599995 3800005)", null, 4000),
                        null)
                .values();
        for (float[] value : values) {
            assertEquals(7, value[0]);
        }
        int tiles = image.asked.get();
        assertTrue(tiles >= 79 && tiles < 3 * 79, tiles + " tiles for a diagonal of 79");
    }

    @Test
    void everyTileIsDecodedOnceWhereverThePlacesAre() {
        TiledImage image = large();
        Random random = new Random(3);
        Coordinate[] places = new Coordinate[SampleParameters.MOST];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Coordinate(
                    400_000 + random.nextInt(79) * 2560 + 1280 + random.nextInt(500),
                    4_000_000 - (random.nextInt(78) * 2560 + 1280 + random.nextInt(500)));
        }
        Geometry points = new GeometryFactory().createMultiPointFromCoords(places);
        try (var source = new CoverageSource("data", coverage(image, 32611), new TileCache(1))) {
            // One tile is kept at a time: only the order of reading saves the others from being decoded again.
            RasterService rasters = new RasterService() {
                @Override
                public RasterSource open(String name, GridCoverage2D coverage) {
                    return source;
                }

                @Override
                public RasterSource align(RasterSource source, RasterGrid target) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public RasterSink create(RasterGrid grid, List<Band> bands) {
                    throw new UnsupportedOperationException();
                }
            };
            new PlaceSampler(rasters)
                    .sample(coverage(image, 32611), new SampleParameters(points, Optional.empty(), 2), null);
        }
        assertTrue(image.asked.get() <= 79 * 79, image.asked + " tiles decoded");
    }

    @Test
    void cancellingEndsIt() {
        GridCoverage2D data = coverage(image((x, y) -> x), 32611);
        NullProgressListener cancelled = new NullProgressListener();
        cancelled.setCanceled(true);
        assertThrows(CancellationException.class, () -> tool().sample(
                        data, parameters("POINT(400005 3999995)", null, 2), cancelled));
    }

    @ParameterizedTest
    @CsvSource({
        "'POLYGON((0 0, 1 0, 1 1, 0 0))', , 200, 'points must be a LineString, a Point or a MultiPoint, was a Polygon'",
        "'POINT EMPTY', , 200, 'points is empty; give a LineString for values along it, or a Point or MultiPoint'",
        "'POINT(1 1)', , 1, 'count must be 2..10000 places, was 1'",
        "'POINT(1 1)', , 10001, 'count must be 2..10000 places, was 10001'",
        "'POINT(1 1)', 4326, 200, 'crs must be a code such as EPSG:4326, was ''4326''; leave it out for the raster''s own'",
        "'POINT(1 1)', EPSG:999999, 200, 'crs must be a known reference system, such as EPSG:4326, was EPSG:999999'",
        "'LINESTRING(0 0, 0 91)', EPSG:4326, 200, 'points has the place 0.0, 91.0, which is nowhere in WGS 84; x is"
                + " east or longitude, and crs tells the system'"
    })
    void mistakesAreToldInASentence(String wkt, String crs, int count, String message) {
        GridCoverage2D data = coverage(image((x, y) -> x), 32611);
        var e = assertThrows(
                IllegalArgumentException.class, () -> tool().sample(data, parameters(wkt, crs, count), null));
        assertEquals(message, e.getMessage());
    }

    @Test
    void tooManyPointsAreRefused() {
        Coordinate[] places = new Coordinate[SampleParameters.MOST + 1];
        Arrays.setAll(places, i -> new Coordinate(i, 0));
        Geometry points = new GeometryFactory().createMultiPointFromCoords(places);
        var e = assertThrows(IllegalArgumentException.class, () -> new SampleParameters(points, Optional.empty(), 2));
        assertEquals("points must have at most 10000 points, has 10001; ask for them in parts", e.getMessage());
    }
}
