package org.deforma.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small files of all kinds, as GDAL writes them: {@code seeds.py} in this module's folder made them. */
public final class TiffSeeds {
    private TiffSeeds() {}

    /** All of them, always in the same order. */
    public static List<byte[]> all() {
        try {
            Path folder = Path.of(TiffSeeds.class.getResource("tiff").toURI());
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().map(TiffSeeds::read).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
