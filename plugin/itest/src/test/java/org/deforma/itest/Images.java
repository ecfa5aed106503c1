package org.deforma.itest;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Small rasters for tests of the command line. */
final class Images {
    private Images() {}

    /** Writes noise, 64 x 64 UInt16. */
    static Path noise(Path file, long seed) throws IOException {
        return shiftedNoise(file, 64, seed, 0, 0);
    }

    /**
     * Writes square noise of UInt16 in metres, pixels of 10 m.
     *
     * @param size side [px]
     * @param right how far everything lies to the right of where it lies without shift, at the borders from the
     *     other side [px]
     * @param down likewise downwards [px]
     */
    static Path shiftedNoise(Path file, int size, long seed, int right, int down) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_USHORT_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < size * size; i++) {
            image.getRaster()
                    .setSample((i % size + right) % size, (i / size + down) % size, 0, 1 + random.nextInt(5000));
        }
        var extent = new ReferencedEnvelope(4e5, 4e5 + 10.0 * size, 4e6, 4e6 + 10.0 * size, utm());
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(new GridCoverageFactory().create("noise", image, extent), null);
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static CoordinateReferenceSystem utm() {
        try {
            return CRS.decode("EPSG:32611", true);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }
}
