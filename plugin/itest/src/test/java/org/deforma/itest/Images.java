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

/** Small rasters for tests of the command line and the server. */
public final class Images {
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
    public static Path shiftedNoise(Path file, int size, long seed, int right, int down) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_USHORT_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < size * size; i++) {
            image.getRaster()
                    .setSample((i % size + right) % size, (i / size + down) % size, 0, 1 + random.nextInt(5000));
        }
        return write(file, image, new ReferencedEnvelope(4e5, 4e5 + 10.0 * size, 4e6, 4e6 + 10.0 * size, crs(32611)));
    }

    /** Writes whole numbers, 0 to 65535, as UInt16. */
    static Path write(Path file, float[] pixels, ReferencedEnvelope extent, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, width, image.getHeight(), 0, pixels);
        return write(file, image, extent);
    }

    private static Path write(Path file, BufferedImage image, ReferencedEnvelope extent) throws IOException {
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(new GridCoverageFactory().create("image", image, extent), null);
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** A reference system by its EPSG code, east (longitude) first. */
    static CoordinateReferenceSystem crs(int code) {
        try {
            return CRS.decode("EPSG:" + code, true);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }
}
