package org.deforma.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterOutput;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Writes a pair of images as {@code before.tif} and {@code after.tif}: UInt16, tiled, DEFLATE, EPSG:32611, 10 m. */
final class MakePair {
    /** Size of a pixel [m]. */
    static final double METRES = 10;

    private static final double WEST = 440_000;
    private static final double SOUTH = 3_940_000;

    private MakePair() {}

    /** Arguments: scenario, size [px], seed, folder. */
    public static void main(String[] args) throws IOException, FactoryException {
        Scenario scenario = Scenario.named(args[0]);
        int size = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        Path folder = Path.of(args[3]);
        ImagePair pair = ImagePair.of(new FractalScene(size, size, seed), scenario.field(), scenario.snr(), seed)
                .quantised(8000, 1200);
        write(pair.before(), size, folder.resolve("before.tif"));
        write(pair.after(), size, folder.resolve("after.tif"));
    }

    private static void write(float[] pixels, int size, Path file) throws IOException, FactoryException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, size, size, 0, pixels);
        ReferencedEnvelope extent = new ReferencedEnvelope(
                WEST, WEST + size * METRES, SOUTH, SOUTH + size * METRES, CRS.decode("EPSG:32611", true));
        GridCoverage2D coverage = new GridCoverageFactory().create("image", image, extent);
        try (RasterOutput output = RasterOutput.to(file, List.of())) {
            output.write(coverage);
        }
    }
}
