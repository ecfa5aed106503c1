package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that the command line writes, as GDAL sees it, where that is installed. */
class CloudOptimisedResultTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final int COLUMNS = 1301;
    private static final int ROWS = 701;

    @TempDir
    Path folder;

    private record Outcome(int code, String text) {}

    private static Outcome python(String... words) throws Exception {
        ProcessBuilder command = new ProcessBuilder(words).redirectErrorStream(true);
        Process process = command.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    @Test
    void gdalFindsNothingWrongWithIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "there is no " + PYTHON);
        assumeTrue(
                python(PYTHON, "-c", "import numpy, osgeo_utils.samples.validate_cloud_optimized_geotiff")
                                .code()
                        == 0,
                "Python lacks numpy or GDAL (Debian: python3-numpy, python3-gdal)");
        WritableRaster shift =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, COLUMNS, ROWS, 2), null);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            shift.setSample(i % COLUMNS, i / COLUMNS, 0, 3 * (i % COLUMNS));
            shift.setSample(i % COLUMNS, i / COLUMNS, 1, 4 * (i % COLUMNS));
        }
        ReferencedEnvelope place =
                new ReferencedEnvelope(4e5, 4e5 + 10 * COLUMNS, 4e6, 4e6 + 10 * ROWS, Images.crs(32611));
        try (RasterOutput output = RasterOutput.to(folder.resolve("shift.tif"), List.of())) {
            output.write(new GridCoverageFactory().create("shift", shift, place));
        }
        Cli.Outcome run = new Cli(Distribution.bundles().get(0).getParent(), folder, folder)
                .run("run", "Magnitude", "--displacement=shift.tif", "--output=result.tif");
        assertEquals(0, run.code(), run.err());

        Path script = folder.resolve("cog.py");
        try (InputStream in = CloudOptimisedResultTest.class.getResourceAsStream("cog.py")) {
            Files.copy(in, script);
        }
        Outcome seen =
                python(PYTHON, script.toString(), folder.resolve("result.tif").toString());
        assertEquals(
                """
                layout COG
                tool deforma:Magnitude
                band magnitude  True
                copies [(651, 351, 'AVERAGE'), (326, 176, None), (163, 88, None)]
                mean 7.5 7.5
                """,
                seen.text());
    }
}
