package org.deforma.standalone;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import picocli.CommandLine.Command;

/**
 * A small run of everything that runs have in common, for the launcher: the JVM stores the classes that were used,
 * and the next starts are faster.
 */
@Command(name = "rehearse", hidden = true, description = "Makes a small run, so that the next ones start faster.")
final class RehearseCommand implements Callable<Integer> {
    private static final int SIZE = 64;

    @Override
    public Integer call() throws IOException, FactoryException {
        EpsgDatabase.openInBackground();
        Path folder = Files.createTempDirectory("deforma-rehearsal-");
        Path image = folder.resolve("image.tif");
        Path result = folder.resolve("result.tif");
        try {
            writeNoise(image);
            return Main.execute(
                    "run", "Displacement", "--before=" + image, "--after=" + image, "--output=" + result, "--json");
        } finally {
            Files.deleteIfExists(image);
            Files.deleteIfExists(result);
            Files.delete(folder);
        }
    }

    private static void writeNoise(Path file) throws IOException, FactoryException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_USHORT_GRAY);
        Random random = new Random(1);
        for (int i = 0; i < SIZE * SIZE; i++) {
            image.getRaster().setSample(i % SIZE, i / SIZE, 0, 1 + random.nextInt(1000));
        }
        var extent = new ReferencedEnvelope(4e5, 4e5 + 10 * SIZE, 4e6, 4e6 + 10 * SIZE, CRS.decode("EPSG:32611", true));
        try (RasterOutput output = RasterOutput.to(file, List.of())) {
            output.write(new GridCoverageFactory().create("image", image, extent));
        }
    }
}
