package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.util.List;
import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.deforma.api.style.MapStyle;
import org.deforma.styles.ShippedStyles;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class CorrelationToolTest {
    private static final DisplacementField SHIFT = DisplacementField.shift(1.5, -0.7);
    private static final ImagePair PAIR = ImagePair.of(new FractalScene(256, 224, 1), SHIFT, 30, 2);
    private static final AffineTransform TEN_METRES = new AffineTransform(10, 0, 0, -10, 400000, 4000000);

    private static DisplacementParameters parameters(
            int band, int window, double median, RampRemoval ramp, Geometry area) {
        return new DisplacementParameters(
                band, DisplacementMethod.ICGN, window, 8, 8, 0.3, median, ramp, Optional.ofNullable(area), "", "auto");
    }

    private static DisplacementParameters plain() {
        return parameters(0, 32, 0, RampRemoval.NONE, null);
    }

    private static Product measure(MemoryRasters rasters, ImagePair pair, DisplacementParameters parameters) {
        Product product = new CorrelationTool(rasters, MemoryRasters.ONE_BY_ONE, new ShippedStyles(), null, "1.2.3")
                .measure(
                        rasters.coverage(pair.before(), pair.width(), pair.height()),
                        rasters.coverage(pair.after(), pair.width(), pair.height()),
                        parameters,
                        null);
        assertEquals(0, rasters.open(), "sources and sinks left open");
        return product;
    }

    private static CoordinateReferenceSystem utm() throws Exception {
        return CRS.decode("EPSG:32611", true);
    }

    private static JsonObject report(Product product) {
        return JsonParser.parseString(product.report()).getAsJsonObject();
    }

    @Test
    void eastAndNorthInMetresOnCellsCentredOnTheirWindows() throws Exception {
        Product product = measure(new MemoryRasters(utm(), TEN_METRES), PAIR, plain());
        Raster map = product.result().getRenderedImage().getData();
        assertEquals(32, map.getWidth());
        assertEquals(28, map.getHeight());
        assertEquals(15, map.getSampleFloat(16, 14, 0), 0.3);
        assertEquals(7, map.getSampleFloat(16, 14, 1), 0.3, "up in the image is north");
        assertTrue(map.getSampleFloat(16, 14, 2) > 0.97);
        assertEquals(0.03, map.getSampleFloat(16, 14, 3), 0.02);
        AffineTransform transform = (AffineTransform) product.result()
                .getGridGeometry()
                .getGridToCRS2D(org.geotools.api.metadata.spatial.PixelOrientation.UPPER_LEFT);
        double[] matrix = new double[6];
        transform.getMatrix(matrix);
        assertArrayEquals(new double[] {80, 0, 0, -80, 400000, 4000000}, matrix, 1e-6);
        JsonObject report = report(product);
        assertEquals("1.2.3", report.get("version").getAsString());
        assertEquals(32 * 28, report.getAsJsonObject("cells").get("total").getAsInt());
        assertEquals(15, report.getAsJsonObject("east").get("median").getAsDouble(), 0.1);
        assertEquals(7, report.getAsJsonObject("north").get("median").getAsDouble(), 0.1);
        assertEquals("m", report.getAsJsonObject("map").get("unit").getAsString());
    }

    @Test
    void stylesFitWhatWasMeasured() throws Exception {
        MemoryRasters rasters = new MemoryRasters(utm(), TEN_METRES);
        measure(rasters, PAIR, plain());
        assertEquals(
                List.of("east", "north", "magnitude", "correlation", "sigma"),
                rasters.styles().stream().map(MapStyle::name).toList());
        for (int i = 0; i < 3; i++) {
            String sld = rasters.styles().get(i).sld();
            assertTrue(sld.contains("label=\"20 m\""), "15 m to the east, 7 m to the north: up to 20 m in all\n" + sld);
        }
        // The standard deviation is some 3 cm.
        assertTrue(
                rasters.styles().get(4).sld().contains("label=\"5 cm\""),
                rasters.styles().get(4).sld());
        rasters = new MemoryRasters(utm(), TEN_METRES);
        measure(rasters, PAIR, parameters(0, 32, 0, RampRemoval.OFFSET, null));
        assertTrue(
                rasters.styles().get(0).sld().contains(" cm\""),
                "what is left without the offset is noise of centimetres");
        rasters = new MemoryRasters(null, new AffineTransform());
        measure(rasters, PAIR, plain());
        assertTrue(rasters.styles().get(0).sld().contains("label=\"2 px\""));
    }

    @Test
    void anEmptyMapHasTheShippedLimits() throws Exception {
        MemoryRasters rasters = new MemoryRasters(utm(), TEN_METRES);
        measure(rasters, new ImagePair(new float[256 * 224], new float[256 * 224], 256, 224, SHIFT, 0), plain());
        assertEquals(
                new ShippedStyles()
                        .style("east")
                        .sld()
                        .lines()
                        .filter(l -> l.contains("quantity"))
                        .toList(),
                rasters.styles()
                        .get(0)
                        .sld()
                        .lines()
                        .filter(l -> l.contains("quantity"))
                        .toList());
    }

    @Test
    void limitsAreRoundAndLeaveOutliersOut() {
        double[] values = new double[1000];
        java.util.Arrays.setAll(values, i -> i < 10 ? 1e6 : -0.0031 * i / 1000);
        assertEquals(0.005, DisplacementStyles.limit(values, 1), 1e-15);
        assertEquals(0.2, DisplacementStyles.limit(new double[] {0.2, -0.2}, 1), 1e-15);
        assertEquals(10, DisplacementStyles.limit(new double[] {5.01}, 1), 1e-12);
        assertEquals(1, DisplacementStyles.limit(new double[] {0, 0}, 1));
        assertEquals(1, DisplacementStyles.limit(new double[0], 1));
    }

    @Test
    void degreesBecomeMetresAtTheirLatitude() {
        AffineTransform degrees = new AffineTransform(1e-4, 0, 0, -1e-4, 10, 60);
        Product product = measure(new MemoryRasters(DefaultGeographicCRS.WGS84, degrees), PAIR, plain());
        Raster map = product.result().getRenderedImage().getData();
        // At 60 degrees a degree of longitude is 55.80 km, one of latitude 111.41 km.
        assertEquals(1.5e-4 * 55800, map.getSampleFloat(16, 1, 0), 0.15);
        assertEquals(0.7e-4 * 111412, map.getSampleFloat(16, 1, 1), 0.3);
        assertTrue(product.report().contains("degrees were turned into metres"));
    }

    @Test
    void withoutCrsTheUnitIsSaid() {
        Product product = measure(new MemoryRasters(null, new AffineTransform()), PAIR, plain());
        assertEquals("px", report(product).getAsJsonObject("map").get("unit").getAsString());
        assertTrue(product.report().contains("no CRS"));
        assertEquals(1.5, report(product).getAsJsonObject("east").get("median").getAsDouble(), 0.01);
    }

    @Test
    void aPlaneIsRemovedAndTheQuakeStays() throws Exception {
        DisplacementField ramp =
                DisplacementField.strain(128, 112, 0.004, -0.002, 0.001, 0.003).plus(SHIFT);
        ImagePair pair = ImagePair.of(new FractalScene(256, 224, 3), ramp, 30, 4);
        JsonObject report = report(
                measure(new MemoryRasters(utm(), TEN_METRES), pair, parameters(0, 32, 0, RampRemoval.PLANE, null)));
        assertEquals(0, report.getAsJsonObject("east").get("median").getAsDouble(), 0.02);
        assertEquals(0, report.getAsJsonObject("north").get("nmad").getAsDouble(), 0.1);
        JsonObject corner = report.getAsJsonObject("removedRamp").getAsJsonObject("upperLeft");
        assertEquals(10 * (1.5 - 0.004 * 128 + 0.002 * 112), corner.get("east").getAsDouble(), 0.2);
    }

    @Test
    void onlyTheAreaIsMeasured() throws Exception {
        Geometry area = JTS.toGeometry(new Envelope(400000, 400800, 3998800, 3999600));
        Product product =
                measure(new MemoryRasters(utm(), TEN_METRES), PAIR, parameters(0, 32, 0, RampRemoval.NONE, area));
        Raster map = product.result().getRenderedImage().getData();
        Raster whole = measure(new MemoryRasters(utm(), TEN_METRES), PAIR, plain())
                .result()
                .getRenderedImage()
                .getData();
        for (int y = 0; y < map.getHeight(); y++) {
            for (int x = 0; x < map.getWidth(); x++) {
                float value = map.getSampleFloat(x, y, 0);
                boolean inside = x < 10 && y >= 5 && y < 15;
                assertEquals(inside ? whole.getSampleFloat(x, y, 0) : Float.NaN, value, x + ", " + y);
            }
        }
        assertEquals(
                32 * 28 - 100,
                report(product)
                        .getAsJsonObject("cells")
                        .getAsJsonObject("rejected")
                        .get("outsideArea")
                        .getAsInt());
    }

    @Test
    void anOutlierIsRejectedOnRequest() throws Exception {
        ImagePair pair = PAIR;
        float[] after = pair.after().clone();
        // A patch that moved elsewhere, as a cloud does.
        for (int y = 100; y < 124; y++) {
            System.arraycopy(pair.after(), y * 256 + 126, after, y * 256 + 120, 24);
        }
        ImagePair odd = new ImagePair(pair.before(), after, 256, 224, SHIFT, pair.noise());
        MemoryRasters rasters = new MemoryRasters(utm(), TEN_METRES);
        JsonObject with = report(measure(rasters, odd, parameters(0, 16, 2, RampRemoval.NONE, null)));
        JsonObject without = report(measure(rasters, odd, parameters(0, 16, 0, RampRemoval.NONE, null)));
        assertTrue(with.getAsJsonObject("cells")
                        .getAsJsonObject("rejected")
                        .get("outlier")
                        .getAsInt()
                > 0);
        assertEquals(
                0,
                without.getAsJsonObject("cells")
                        .getAsJsonObject("rejected")
                        .get("outlier")
                        .getAsInt());
    }

    @Test
    void mistakesAreNamed() throws Exception {
        MemoryRasters rasters = new MemoryRasters(utm(), TEN_METRES);
        assertEquals(
                "band must be 0..0, as before has 1 band, was 3",
                message(rasters, parameters(3, 32, 0, RampRemoval.NONE, null)));
        assertEquals(
                "before is 256 x 224 px, smaller than the window of 256 px; use a larger image or a smaller window",
                message(rasters, parameters(0, 256, 0, RampRemoval.NONE, null)));
        Geometry elsewhere = new GeometryFactory().toGeometry(new Envelope(-117, -116, 34, 35));
        assertTrue(message(rasters, parameters(0, 32, 0, RampRemoval.NONE, elsewhere))
                .startsWith(
                        "area lies outside before: it covers x -117.000..-116.000, y 34.0000..35.0000, the image x"));
        assertEquals(0, rasters.open());
    }

    private static String message(MemoryRasters rasters, DisplacementParameters parameters) {
        return assertThrows(IllegalArgumentException.class, () -> measure(rasters, PAIR, parameters))
                .getMessage();
    }
}
