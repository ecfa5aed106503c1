package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Image;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GDAL and GeoTools read of the same GeoTIFF is the same; and so is what other formats hold of it. */
class SamePixelsTest {
    private static final Map<String, Integer> TYPES =
            Map.of("Byte", 1, "UInt16", 2, "Int16", 3, "Int32", 5, "Float32", 6, "Float64", 7);

    @TempDir
    private Path temp;

    @BeforeAll
    static void needsGdal() {
        Fixtures.assumeGdal();
    }

    @ParameterizedTest
    @CsvSource({
        "Byte, 1, COMPRESS=NONE",
        "Byte, 3, COMPRESS=LZW",
        "UInt16, 1, COMPRESS=DEFLATE",
        "UInt16, 2, TILED=YES",
        "Int16, 1, COMPRESS=PACKBITS",
        "Int32, 1, COMPRESS=LZW",
        "Float32, 1, COMPRESS=DEFLATE",
        "Float32, 3, INTERLEAVE=BAND",
        "Float64, 1, TILED=YES",
        "Float32, 1, BIGTIFF=YES"
    })
    void aGeoTiffHasTheSamePixelsAndTheSameGrid(String type, int bands, String option) throws IOException {
        Path file = Fixtures.tiff(temp.resolve("a.tif"), TYPES.get(type), 301, 203, bands, option);
        assertSame(file, file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void predictorsAreTheSame(String predictor) throws IOException {
        int type = predictor.equals("2") ? TYPES.get("UInt16") : TYPES.get("Float32");
        Path file = Fixtures.tiff(
                temp.resolve("a.tif"), type, 301, 203, 1, "COMPRESS=DEFLATE", "PREDICTOR=" + predictor, "TILED=YES");
        assertSame(file, file);
    }

    @ParameterizedTest
    @CsvSource({
        "a.jp2, UInt16, -of JP2OpenJPEG -co QUALITY=100 -co REVERSIBLE=YES",
        "a.img, Float32, -of ENVI",
        "a.img, Int16, -of ENVI -co INTERLEAVE=BIL",
        "a.bil, Float32, -of EHdr",
        "a.vrt, Float32, -of VRT",
        "a.nc, Float32, -of netCDF -co FORMAT=NC",
        "a.nc, Float32, -of netCDF -co FORMAT=NC4",
        "a_lerc.tif, Float32, -co COMPRESS=LERC",
        "a_zstd.tif, Int16, -co COMPRESS=ZSTD -co PREDICTOR=2",
        "a_lzma.tif, Int32, -co COMPRESS=LZMA",
        "a.img, Float32, -of HFA",
        "a.asc, Int32, -of AAIGrid"
    })
    void otherFormatsHoldTheSame(String name, String type, String options) throws IOException {
        Path tiff = Fixtures.tiff(temp.resolve("tiff.tif"), TYPES.get(type), 301, 203, 1);
        Path other = Fixtures.translate(tiff, temp.resolve(name), options.split(" "));
        assertSame(tiff, other);
    }

    @Test
    void noDataAndAGeographicSystemAreTheSame() throws IOException {
        Path file = Fixtures.tiff(temp.resolve("a.tif"), TYPES.get("Float32"), 64, 64, 1);
        try (GdalCall call = new GdalCall(false)) {
            Dataset dataset = gdal.Open(file.toString(), gdalconstConstants.GA_Update);
            assertNotNull(dataset, call::said);
            Fixtures.place(dataset, 4326, new double[] {23, 0.001, 0, 38, 0, -0.001});
            dataset.GetRasterBand(1).SetNoDataValue(-9999);
            dataset.delete();
        }
        assertSame(file, file);
    }

    private static String noData(GridCoverage2D coverage) {
        Object property = coverage.getProperty("GC_NODATA");
        return property == Image.UndefinedProperty ? "none" : property.toString();
    }

    private static void assertSame(Path tiff, Path file) throws IOException {
        GeoTiffReader reader = new GeoTiffReader(tiff.toFile());
        GridCoverage2D expected = reader.read(null);
        GridCoverage2D found = Fixtures.open(file);
        try {
            Raster a = expected.getRenderedImage().getData();
            Raster b = found.getRenderedImage().getData();
            assertEquals(a.getNumBands(), b.getNumBands());
            assertEquals(a.getSampleModel().getDataType(), b.getSampleModel().getDataType());
            for (int band = 0; band < a.getNumBands(); band++) {
                assertArrayEquals(
                        a.getSamples(0, 0, a.getWidth(), a.getHeight(), band, (double[]) null),
                        b.getSamples(0, 0, a.getWidth(), a.getHeight(), band, (double[]) null));
            }
            assertEquals(
                    expected.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT),
                    found.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT));
            assertTrue(CRS.equalsIgnoreMetadata(
                    expected.getCoordinateReferenceSystem2D(), found.getCoordinateReferenceSystem2D()));
            if (tiff.equals(file)) {
                // Other formats have one of their own.
                assertEquals(noData(expected), noData(found));
            }
        } finally {
            found.dispose(true);
            expected.dispose(true);
            reader.dispose();
        }
    }
}
