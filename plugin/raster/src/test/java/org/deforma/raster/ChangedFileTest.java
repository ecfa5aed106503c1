package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.deforma.api.DeformaException;
import org.deforma.api.raster.RasterSource;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes while it is read ends the run; decoders alone would make zeros of what is missing. */
class ChangedFileTest {
    private static final Rectangle UPPER = new Rectangle(0, 0, 64, 8);
    private static final Rectangle LOWER = new Rectangle(0, 500, 64, 8);

    @TempDir
    Path folder;

    private interface Change {
        void to(Path file) throws IOException;
    }

    private Path write(String name, int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, 1 + i % 5000);
        }
        Path file = folder.resolve(name);
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            ReferencedEnvelope box = new ReferencedEnvelope(
                    0, size, 0, size, Coverages.epsg(32611).orElseThrow());
            writer.write(new GridCoverageFactory().create("test", image, box), null);
        } finally {
            writer.dispose();
        }
        return file;
    }

    private String messageAfter(Change change) throws IOException {
        Path file = write("a.tif", 512);
        GeoTiffReader reader = new GeoTiffReader(file.toFile());
        try (RasterSource source = new CoverageSource("after", reader.read(null), new TileCache(1 << 20))) {
            assertEquals(1, source.read(UPPER, 0)[0]);
            change.to(file);
            return assertThrows(DeformaException.class, () -> source.read(LOWER, 0))
                    .getMessage();
        } finally {
            reader.dispose();
        }
    }

    @Test
    void cutOff() throws IOException {
        assertEquals(
                "the file of after, a.tif, was changed while it was read; run again once it is complete",
                messageAfter(file -> {
                    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                        cut.setLength(100_000);
                    }
                }));
    }

    @Test
    void replacedByAnotherOfTheSameSize() throws IOException {
        Path other = write("b.tif", 512);
        assertEquals(
                "the file of after, a.tif, was changed while it was read; run again once it is complete",
                messageAfter(file -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING)));
    }

    @Test
    void removed() throws IOException {
        assertEquals(
                "the file of after, a.tif, was removed while it was read; run again once it is complete",
                messageAfter(Files::delete));
    }

    @Test
    void theChecksumIsThatOfTheFileThatWasRead() throws IOException {
        Path file = write("a.tif", 512);
        Path other = write("b.tif", 300);
        GeoTiffReader reader = new GeoTiffReader(file.toFile());
        try (RasterSource source = new CoverageSource("after", reader.read(null), new TileCache(1 << 20))) {
            source.read(UPPER, 0);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThrows(DeformaException.class, source::origin);
        } finally {
            reader.dispose();
        }
    }
}
