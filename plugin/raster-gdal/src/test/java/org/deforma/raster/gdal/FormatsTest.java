package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gdal.gdal.Dataset;
import org.gdal.gdalconst.gdalconstConstants;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the formats of satellite products are made of: variables, packed values, complex numbers, masks, no place at all. */
class FormatsTest {
    @TempDir
    private Path temp;

    @BeforeAll
    static void needsGdal() {
        Fixtures.assumeGdal();
    }

    private Path create(String driver, String name, int bands, int type, Consumer<Dataset> fill, String... options) {
        return Fixtures.create(driver, temp.resolve(name), type, 20, 10, bands, fill, options);
    }

    private static void write(Dataset dataset, int band, double... samples) {
        boolean complex = samples.length == 400;
        dataset.GetRasterBand(band)
                .WriteRaster(
                        0,
                        0,
                        20,
                        10,
                        20,
                        10,
                        complex ? gdalconstConstants.GDT_CFloat64 : gdalconstConstants.GDT_Float64,
                        samples);
    }

    private static double[] ramp(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    /** Two variables of one NetCDF file, the first packed. */
    private Path netcdf(String format) {
        Path tiff = create("GTiff", "two.tif", 2, gdalconstConstants.GDT_Int16, dataset -> {
            Fixtures.place(dataset, 32633, Fixtures.NORTH_UP);
            double[] ramp = ramp(200);
            ramp[7] = -32768;
            write(dataset, 1, ramp);
            write(dataset, 2, ramp(200));
            dataset.GetRasterBand(1).SetNoDataValue(-32768);
            dataset.GetRasterBand(1).SetScale(0.5);
            dataset.GetRasterBand(1).SetOffset(100);
            dataset.GetRasterBand(1).SetMetadataItem("NETCDF_VARNAME", "vel");
            dataset.GetRasterBand(2).SetMetadataItem("NETCDF_VARNAME", "sigma");
        });
        return Fixtures.translate(tiff, temp.resolve("two.nc"), "-of", "netCDF", "-co", "FORMAT=" + format);
    }

    @Test
    void aVariableOfANetcdfFileIsNamed() {
        for (String format : List.of("NC", "NC4")) {
            Path file = netcdf(format);
            GridCoverage2D vel = Fixtures.open(file, "vel1");
            try {
                Raster pixels = vel.getRenderedImage().getData();
                assertEquals(DataBuffer.TYPE_FLOAT, pixels.getSampleModel().getDataType());
                assertEquals(100 + 0.5 * 21, pixels.getSampleDouble(1, 1, 0));
                assertTrue(Double.isNaN(pixels.getSampleDouble(7, 0, 0)));
                assertEquals("vel1", vel.getSampleDimension(0).getDescription().toString());
                assertEquals(
                        new AffineTransform(10, 0, 0, -10, 500000, 4600000),
                        vel.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT));
            } finally {
                vel.dispose(true);
            }
        }
    }

    @Test
    void severalVariablesAreListedWhereNoneIsNamed() {
        Path file = netcdf("NC4");
        assertEquals(
                "holds 2 rasters; name one of them after a colon, such as two.nc:vel1: vel1, sigma2",
                assertThrows(IllegalArgumentException.class, () -> Fixtures.open(file))
                        .getMessage());
        assertEquals(
                "holds no raster 'height'; there are: vel1, sigma2",
                assertThrows(IllegalArgumentException.class, () -> Fixtures.open(file, "height"))
                        .getMessage());
    }

    @Test
    void hdf5NamesVariablesByTheirPaths() throws IOException {
        Path file = Files.copy(netcdf("NC4"), temp.resolve("two.h5"));
        GridCoverage2D sigma = Fixtures.open(file, "/sigma2");
        try {
            // NetCDF has the southernmost row first, and HDF5 knows nothing of that.
            assertEquals(161, sigma.getRenderedImage().getData().getSampleDouble(1, 1, 0));
        } finally {
            sigma.dispose(true);
        }
    }

    @Test
    void complexNumbersAreAmplitudeAndPhase() {
        double[] samples = new double[400];
        samples[0] = 3;
        samples[1] = 4;
        samples[2] = -2;
        Path file = create("ISCE", "a.int", 1, gdalconstConstants.GDT_CFloat32, dataset -> write(dataset, 1, samples));
        GridCoverage2D coverage = Fixtures.open(file);
        try {
            Raster pixels = coverage.getRenderedImage().getData();
            assertEquals(2, pixels.getNumBands());
            assertEquals(5, pixels.getSampleDouble(0, 0, 0));
            assertEquals((float) Math.atan2(4, 3), pixels.getSampleDouble(0, 0, 1));
            assertEquals((float) Math.PI, pixels.getSampleDouble(1, 0, 1));
            assertEquals(0, pixels.getSampleDouble(2, 0, 0));
            assertTrue(Double.isNaN(pixels.getSampleDouble(2, 0, 1)), "zero has no phase");
            assertEquals(
                    "amplitude", coverage.getSampleDimension(0).getDescription().toString());
            assertTrue(coverage.getCoordinateReferenceSystem2D() instanceof DefaultEngineeringCRS);
            assertEquals(
                    new AffineTransform(1, 0, 0, -1, 0, 10),
                    coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT));
        } finally {
            coverage.dispose(true);
        }
    }

    @Test
    void roiPacAndGammaAreRead() throws IOException {
        Path unwrapped = temp.resolve("a.unw");
        ByteBuffer floats = ByteBuffer.allocate(20 * 10 * 2 * 4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 400; i++) {
            floats.putFloat(i);
        }
        Files.write(unwrapped, floats.array());
        Files.writeString(
                temp.resolve("a.unw.rsc"),
                "WIDTH 20\nFILE_LENGTH 10\nX_FIRST 23.0\nX_STEP 0.001\nY_FIRST 38.0\nY_STEP -0.001\n");
        assertPixel(unwrapped, 1, 3, 2, 2 * 40 + 20 + 3);

        Path gamma = temp.resolve("a.diff");
        ByteBuffer big = ByteBuffer.allocate(20 * 10 * 8);
        for (int i = 0; i < 200; i++) {
            big.putFloat(i).putFloat(0);
        }
        Files.write(gamma, big.array());
        Files.writeString(
                temp.resolve("a.diff.hdr"),
                """
                ENVI
                samples = 20
                lines = 10
                bands = 1
                header offset = 0
                data type = 6
                interleave = bsq
                byte order = 1
                """);
        assertPixel(gamma, 0, 3, 2, 43);
    }

    private static void assertPixel(Path file, int band, int x, int y, double value) {
        GridCoverage2D coverage = Fixtures.open(file);
        try {
            assertEquals(value, coverage.getRenderedImage().getData().getSampleDouble(x, y, band));
        } finally {
            coverage.dispose(true);
        }
    }

    /** As HyP3 delivers: UTM, a tile of Deflate with a predictor, zeros around the scene, which its tag says. */
    @Test
    void productsOfHyp3AreRead() {
        Path file = create(
                "GTiff",
                "S1AA_20180106T003000_20180130T003000_VVP024_INT80_G_ueF_1A2B_corr.tif",
                1,
                gdalconstConstants.GDT_Float32,
                dataset -> {
                    Fixtures.place(dataset, 32605, new double[] {500000, 80, 0, 7100000, 0, -80});
                    dataset.GetRasterBand(1).SetNoDataValue(0);
                    dataset.SetMetadataItem("AREA_OR_POINT", "Point");
                    write(dataset, 1, ramp(200));
                },
                "COMPRESS=DEFLATE",
                "PREDICTOR=3",
                "TILED=YES");
        assertPixel(file, 0, 3, 2, 43);
        GridCoverage2D coverage = Fixtures.open(file);
        try {
            assertEquals(
                    new AffineTransform(80, 0, 0, -80, 500000, 7100000),
                    coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT));
            assertEquals(0, CoverageUtilities.getNoDataProperty(coverage).getAsSingleValue());
        } finally {
            coverage.dispose(true);
        }
    }

    /** As LiCSAR delivers: a geographic system, 8 bits, LZW in one strip a row. */
    @Test
    void productsOfLicsarAreRead() {
        Path file = create(
                "GTiff",
                "20180106_20180130.geo.cc.tif",
                1,
                gdalconstConstants.GDT_Byte,
                dataset -> {
                    Fixtures.place(dataset, 4326, new double[] {23, 0.001, 0, 38, 0, -0.001});
                    dataset.GetRasterBand(1).SetNoDataValue(0);
                    write(dataset, 1, ramp(200));
                },
                "COMPRESS=LZW",
                "BLOCKYSIZE=1");
        assertPixel(file, 0, 3, 2, 43);
        GridCoverage2D coverage = Fixtures.open(file);
        try {
            assertEquals(
                    DataBuffer.TYPE_BYTE,
                    coverage.getRenderedImage().getSampleModel().getDataType());
            assertEquals(23, coverage.getEnvelope().getMinimum(0), 1e-9, "longitude comes first");
            assertEquals(38, coverage.getEnvelope().getMaximum(1), 1e-9);
        } finally {
            coverage.dispose(true);
        }
    }

    /** ISCE geocodes onto degrees, and says so in an XML file and in a VRT that it writes beside. */
    @Test
    void isceFilesAreReadByNameAndThroughTheirVrt() throws IOException {
        Path file = create("ISCE", "phsig.cor.geo", 1, gdalconstConstants.GDT_Float32, dataset -> {
            Fixtures.place(dataset, 4326, new double[] {23, 0.001, 0, 38, 0, -0.001});
            write(dataset, 1, ramp(200));
        });
        Path vrt = Files.writeString(
                temp.resolve("phsig.cor.geo.vrt"),
                """
                <VRTDataset rasterXSize="20" rasterYSize="10">
                  <SRS>EPSG:4326</SRS>
                  <GeoTransform>23, 0.001, 0, 38, 0, -0.001</GeoTransform>
                  <VRTRasterBand dataType="Float32" band="1" subClass="VRTRawRasterBand">
                    <SourceFilename relativeToVRT="1">phsig.cor.geo</SourceFilename>
                    <ByteOrder>LSB</ByteOrder>
                    <ImageOffset>0</ImageOffset>
                    <PixelOffset>4</PixelOffset>
                    <LineOffset>80</LineOffset>
                  </VRTRasterBand>
                </VRTDataset>
                """);
        assertPixel(file, 0, 3, 2, 43);
        assertPixel(vrt, 0, 3, 2, 43);
    }

    @Test
    void whatGdalSaysIsTold() throws IOException {
        Path tiff = Fixtures.tiff(temp.resolve("a.tif"), gdalconstConstants.GDT_Byte, 300, 300, 1);
        Path cut = Fixtures.translate(tiff, temp.resolve("a.img"), "-of", "HFA");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 100));
        String told = assertThrows(IllegalArgumentException.class, () -> Fixtures.open(cut))
                .getMessage();
        assertTrue(told.contains("failed in HFAEntry()"), told);

        Path lerc = Fixtures.translate(tiff, temp.resolve("lerc.tif"), "-co", "COMPRESS=LERC");
        byte[] bytes = Files.readAllBytes(lerc);
        java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x55);
        Files.write(lerc, bytes);
        GridCoverage2D coverage = Fixtures.open(lerc);
        try {
            Throwable failure = assertThrows(
                    RuntimeException.class, () -> coverage.getRenderedImage().getData());
            assertTrue(failure.getMessage().toLowerCase(java.util.Locale.ROOT).contains("lerc"), failure.toString());
        } finally {
            coverage.dispose(true);
        }
    }

    @Test
    void gdalsOwnNamesAreOpenedOnlyWhereTheyMayBe() throws IOException {
        Path tiff = Fixtures.tiff(temp.resolve("a.tif"), gdalconstConstants.GDT_Byte, 20, 10, 1);
        Path zip = temp.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.tif"));
            Files.copy(tiff, out);
        }
        String name = "/vsizip/" + zip + "/a.tif";
        String told = assertThrows(IllegalArgumentException.class, () -> Fixtures.open(Map.of("name", name)))
                .getMessage();
        assertTrue(told.endsWith("the administrator allows that with deforma.vsi=true"), told);
        GridCoverage2D plain = Fixtures.open(tiff);
        GridCoverage2D packed = Fixtures.open(Map.of("name", name, "network", true));
        try {
            assertArrayEquals(
                    plain.getRenderedImage().getData().getSamples(0, 0, 20, 10, 0, (double[]) null),
                    packed.getRenderedImage().getData().getSamples(0, 0, 20, 10, 0, (double[]) null));
        } finally {
            packed.dispose(true);
            plain.dispose(true);
        }
    }

    @Test
    void masksAndAlphaAreNoData() {
        Path masked = create("GTiff", "masked.tif", 1, gdalconstConstants.GDT_Byte, dataset -> {
            Fixtures.place(dataset, 32633, Fixtures.NORTH_UP);
            write(dataset, 1, ramp(200));
            dataset.CreateMaskBand(gdalconstConstants.GMF_PER_DATASET);
            byte[] mask = new byte[200];
            mask[5] = (byte) 255;
            dataset.GetRasterBand(1).GetMaskBand().WriteRaster(0, 0, 20, 10, 20, 10, gdalconstConstants.GDT_Byte, mask);
        });
        assertPixel(masked, 0, 5, 0, 5);
        assertPixel(masked, 0, 6, 0, Double.NaN);
        Path alpha = create(
                "GTiff",
                "alpha.tif",
                2,
                gdalconstConstants.GDT_UInt16,
                dataset -> {
                    Fixtures.place(dataset, 32633, Fixtures.NORTH_UP);
                    write(dataset, 1, ramp(200));
                    double[] opaque = new double[200];
                    opaque[5] = 65535;
                    write(dataset, 2, opaque);
                },
                "ALPHA=YES");
        assertPixel(alpha, 0, 5, 0, 5);
        assertPixel(alpha, 0, 6, 0, Double.NaN);
    }

    @Test
    void samplesThatJavaHasNoTypeForKeepTheirValues() {
        double[] samples = ramp(200);
        samples[0] = 4_000_000_000.0;
        assertPixel(
                create("GTiff", "u32.tif", 1, gdalconstConstants.GDT_UInt32, dataset -> {
                    Fixtures.place(dataset, 32633, Fixtures.NORTH_UP);
                    write(dataset, 1, samples);
                }),
                0,
                0,
                0,
                4_000_000_000.0);
        double[] negative = ramp(200);
        negative[0] = -5;
        assertPixel(
                create(
                        "GTiff",
                        "i8.tif",
                        1,
                        gdalconstConstants.GDT_Byte,
                        dataset -> {
                            Fixtures.place(dataset, 32633, Fixtures.NORTH_UP);
                            byte[] bytes = new byte[200];
                            bytes[0] = -5;
                            dataset.GetRasterBand(1)
                                    .WriteRaster(0, 0, 20, 10, 20, 10, gdalconstConstants.GDT_Byte, bytes);
                        },
                        "PIXELTYPE=SIGNEDBYTE"),
                0,
                0,
                0,
                -5);
    }

    @Test
    void aGeoTiffWithoutAPlaceIsRefused() {
        Path file =
                create("GTiff", "a.tif", 1, gdalconstConstants.GDT_Float32, dataset -> write(dataset, 1, ramp(200)));
        String told = assertThrows(IllegalArgumentException.class, () -> Fixtures.open(file))
                .getMessage();
        assertTrue(told.startsWith("does not say where it lies"), told);
    }
}
