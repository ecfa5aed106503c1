package org.deforma.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.GeoTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.plugins.tiff.TIFFTagSet;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterInputTest {
    private static final Path HANDLES = Path.of("/proc/self/fd");

    @TempDir
    private Path temp;

    @BeforeEach
    void handlesAreTold() {
        assumeTrue(Files.isDirectory(HANDLES), "there is no /proc here");
    }

    @Test
    void pixelsAndMaskAreOpenUntilItIsClosed() throws IOException {
        Path file = masked(BufferedImage.TYPE_BYTE_BINARY);
        try (RasterInput raster = RasterInput.open("before", file)) {
            assertEquals(0, raster.coverage().getRenderedImage().getData().getSample(1, 1, 0));
            assertEquals(List.of(file, file), open());
        }
        assertEquals(List.of(), open());
    }

    @Test
    void aFileWhoseMaskCannotBeReadIsClosed() throws IOException {
        // A mask has one band; GeoTools finds that out when it has opened all.
        Path file = masked(BufferedImage.TYPE_INT_RGB);
        String message = assertThrows(IllegalArgumentException.class, () -> RasterInput.open("before", file))
                .getMessage();
        assertTrue(message.startsWith("before: " + file + " cannot be read as a GeoTIFF: "), message);
        assertEquals(List.of(), open());
    }

    @Test
    void imagesAreClosedWithoutTheReader() throws IOException {
        // As with a GeoTools whose reader does not say which streams it opens.
        Path file = masked(BufferedImage.TYPE_BYTE_BINARY);
        GeoTiffReader reader = new GeoTiffReader(file.toFile());
        GridCoverage2D coverage = reader.read(null);
        RenderedImage image = coverage.getRenderedImage();
        Object mask = coverage.getProperty("GC_ROI");
        image.getData();
        coverage.dispose(true);
        reader.dispose();
        assertEquals(List.of(file, file), open(), "GeoTools leaves them open");
        ImageStreams.close(image);
        ImageStreams.closeMask(mask);
        assertEquals(List.of(), open());
    }

    @Test
    void aCrsThatNeedsALibraryIsRefusedInWords() throws IOException {
        Path file = temp.toRealPath().resolve("equi7.tif");
        BufferedImage image = image(BufferedImage.TYPE_BYTE_GRAY);
        ImageWriter writer = writer();
        TIFFDirectory tags = tags(writer, image);
        GeoTIFFTagSet set = GeoTIFFTagSet.getInstance();
        tags.addTIFFField(
                field(set, GeoTIFFTagSet.TAG_MODEL_PIXEL_SCALE, TIFFTag.TIFF_DOUBLE, new double[] {10, 10, 0}));
        tags.addTIFFField(field(
                set, GeoTIFFTagSet.TAG_MODEL_TIE_POINT, TIFFTag.TIFF_DOUBLE, new double[] {0, 0, 0, 500000, 4000000, 0
                }));
        // Equi7 of Africa, an azimuthal equidistant projection.
        char[] keys = {1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 27701};
        tags.addTIFFField(field(set, GeoTIFFTagSet.TAG_GEO_KEY_DIRECTORY, TIFFTag.TIFF_SHORT, keys));
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, tags.getAsMetadata()), null);
        } finally {
            writer.dispose();
        }
        assertEquals(
                "before: " + file + " has a CRS that cannot be computed here; bring it into another first, for example"
                        + " with gdalwarp -t_srs EPSG:32633",
                assertThrows(IllegalArgumentException.class, () -> RasterInput.open("before", file))
                        .getMessage());
        assertEquals(List.of(), open());
    }

    private List<Path> open() throws IOException {
        try (Stream<Path> all = Files.list(HANDLES)) {
            return all.filter(Files::isRegularFile)
                    .map(RasterInputTest::target)
                    .filter(file -> file.startsWith(temp))
                    .toList();
        }
    }

    private static Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (IOException e) {
            // Closed meanwhile.
            return handle;
        }
    }

    /** A TIFF of 8 x 8 px with a mask of that type of image, placed by a world file. */
    private Path masked(int type) throws IOException {
        Path file = temp.toRealPath().resolve("masked.tif");
        ImageWriter writer = writer();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(image(BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            BufferedImage mask = image(type);
            writer.writeToSequence(new IIOImage(mask, null, asMask(writer, mask)), null);
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        Files.writeString(file.resolveSibling("masked.tfw"), "10\n0\n0\n-10\n5\n75\n");
        return file;
    }

    private static BufferedImage image(int type) {
        return new BufferedImage(8, 8, type);
    }

    /** The JDK's own; GeoTools brings another. */
    private static ImageWriter writer() throws IOException {
        Iterable<ImageWriterSpi> all =
                () -> IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, false);
        return StreamSupport.stream(all.spliterator(), false)
                .filter(spi -> spi.getClass().getName().startsWith("com.sun.imageio.plugins.tiff."))
                .findFirst()
                .orElseThrow()
                .createWriterInstance();
    }

    private static IIOMetadata asMask(ImageWriter writer, BufferedImage mask) throws IOException {
        TIFFDirectory tags = tags(writer, mask);
        tags.addTIFFField(field(
                BaselineTIFFTagSet.getInstance(),
                BaselineTIFFTagSet.TAG_NEW_SUBFILE_TYPE,
                TIFFTag.TIFF_LONG,
                new long[] {BaselineTIFFTagSet.NEW_SUBFILE_TYPE_TRANSPARENCY}));
        return tags.getAsMetadata();
    }

    private static TIFFDirectory tags(ImageWriter writer, BufferedImage image) throws IOException {
        return TIFFDirectory.createFromMetadata(writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam()));
    }

    private static TIFFField field(TIFFTagSet set, int tag, int type, Object values) {
        return new TIFFField(set.getTag(tag), type, Array.getLength(values), values);
    }
}
