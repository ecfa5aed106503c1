package org.deforma.itest.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deforma.itest.ServerProcess;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's clients, where they are installed: OWSLib, GDAL, QGIS. */
class ClientsTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        Path file = Files.createDirectories(data.resolve("files")).resolve("slope.tif");
        WritableRaster slope =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, 64, 48, 1), null);
        for (int i = 0; i < 64 * 48; i++) {
            slope.setSample(i % 64, i / 64, 0, i % 64 < 5 ? Float.NaN : i % 64 + i / 64);
        }
        ReferencedEnvelope place =
                new ReferencedEnvelope(440_000, 440_640, 3_959_520, 3_960_000, CRS.decode("EPSG:32611", true));
        try (RasterOutput output = RasterOutput.to(file, List.of())) {
            output.write(new GridCoverageFactory().create("slope", slope, place));
        }
        server = ServerProcess.start(data);
        String made = new Wps(server.address())
                .execute("deforma:Import", "rasterFile=slope.tif;layer=deforma:slope", "layer");
        assertTrue(made.contains("deforma:slope") && made.contains("ProcessSucceeded"), made);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Outcome(int code, String text) {}

    private static Outcome python(String... words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "there is no " + PYTHON);
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static void assumeModules(String modules) throws IOException, InterruptedException {
        assumeTrue(
                python("-c", "import " + modules).code() == 0,
                "Python lacks one of " + modules + " (Debian: python3-owslib, python3-gdal, python3-qgis)");
    }

    private static Path script(String name) throws IOException {
        Path script = data.resolve(name);
        try (InputStream in = ClientsTest.class.getResourceAsStream(name)) {
            Files.write(script, in.readAllBytes());
        }
        return script;
    }

    @Test
    void owslibAndGdal() throws Exception {
        assumeModules("numpy, osgeo.gdal, owslib.wms, owslib.wps");
        Outcome run = python(script("clients.py").toString(), server.address().toString(), "deforma:slope", "band 1");
        assertEquals(0, run.code(), run.text());
    }

    @Test
    void qgis() throws Exception {
        assumeModules("qgis.core");
        Outcome run = python(
                script("qgis_client.py").toString(),
                server.address().toString(),
                "deforma:slope",
                data.resolve("qgis.png").toString());
        assertEquals(0, run.code(), run.text());
    }
}
