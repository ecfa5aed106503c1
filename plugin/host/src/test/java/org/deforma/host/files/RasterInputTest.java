package org.deforma.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
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
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
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
        IIOMetadata metadata = writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(mask), writer.getDefaultWriteParam());
        TIFFDirectory tags = TIFFDirectory.createFromMetadata(metadata);
        tags.addTIFFField(new TIFFField(
                BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_NEW_SUBFILE_TYPE),
                TIFFTag.TIFF_LONG,
                1,
                new long[] {BaselineTIFFTagSet.NEW_SUBFILE_TYPE_TRANSPARENCY}));
        return tags.getAsMetadata();
    }
}
