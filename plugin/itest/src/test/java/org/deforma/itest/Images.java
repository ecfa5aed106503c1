package org.deforma.itest;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** Small rasters for tests of the command line. */
final class Images {
    private Images() {}

    /** Writes noise, 64 x 64 UInt16. */
    static Path noise(Path file, long seed) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, 1 + random.nextInt(5000));
        }
        var extent = new ReferencedEnvelope(10, 10.64, 45, 45.64, DefaultGeographicCRS.WGS84);
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(new GridCoverageFactory().create("noise", image, extent), null);
        } finally {
            writer.dispose();
        }
        return file;
    }
}
