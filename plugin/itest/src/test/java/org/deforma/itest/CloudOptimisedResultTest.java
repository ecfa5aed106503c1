package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deforma.standalone.files.RasterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that the command line writes, as GDAL sees it, where that is installed. */
class CloudOptimisedResultTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** Enough for a result that GDAL's checker wants smaller copies of. */
    private static final int SIDE = 1160;

    @TempDir
    Path folder;

    private record Outcome(int code, String text) {}

    private static Outcome python(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
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
        Images.shiftedNoise(folder.resolve("before.tif"), SIDE, 3, 0, 0);
        Images.shiftedNoise(folder.resolve("after.tif"), SIDE, 3, 1, 0);
        Cli.Outcome run = new Cli(Distribution.bundles().get(0).getParent(), folder, folder)
                .run(
                        "run",
                        "Displacement",
                        "--before=before.tif",
                        "--after=after.tif",
                        "--window=16",
                        "--step=2",
                        "--searchRange=2",
                        "--output=result.tif");
        assertEquals(0, run.code(), run.err());

        Path script = folder.resolve("cog.py");
        try (InputStream in = CloudOptimisedResultTest.class.getResourceAsStream("cog.py")) {
            Files.copy(in, script);
        }
        Path pixels = folder.resolve("pixels.raw");
        Outcome seen =
                python(PYTHON, script.toString(), folder.resolve("result.tif").toString(), pixels.toString());
        assertEquals(
                """
                layout COG
                tool deforma:Displacement
                band east m True
                copies [(290, 290, 'AVERAGE'), (145, 145, 'AVERAGE')]
                means True
                band north m True
                copies [(290, 290, 'AVERAGE'), (145, 145, 'AVERAGE')]
                means True
                band correlation  True
                copies [(290, 290, 'AVERAGE'), (145, 145, 'AVERAGE')]
                means True
                band sigma m True
                copies [(290, 290, 'AVERAGE'), (145, 145, 'AVERAGE')]
                means True
                """,
                seen.text());
        FloatBuffer byGdal = ByteBuffer.wrap(Files.readAllBytes(pixels))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        for (float[] band : RasterMap.read(folder.resolve("result.tif")).bands()) {
            float[] same = new float[band.length];
            byGdal.get(same);
            assertArrayEquals(band, same, "GDAL reads what GeoTools reads");
        }
        assertEquals(0, byGdal.remaining());
    }
}
