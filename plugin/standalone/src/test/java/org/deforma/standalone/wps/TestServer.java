package org.deforma.standalone.wps;

import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deforma.host.files.RasterFiles;
import org.deforma.host.files.RasterInput;
import org.deforma.standalone.files.RasterOutput;
import org.deforma.standalone.jobs.JobLimits;
import org.deforma.standalone.jobs.Jobs;
import org.deforma.standalone.layers.Layer;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** A service with its jobs and one layer {@code deforma:quake}, without a network. */
final class TestServer implements AutoCloseable {
    static final URI BASE = URI.create("http://maps.example.org:8080/x");

    /** Size and place of the layer: pixel (c, r) holds 100 r + c; 10 m wide and high. */
    static final int COLUMNS = 60;

    static final int ROWS = 40;
    static final double WEST = 500_000;
    static final double NORTH = 5_000_000;
    static final double PIXEL = 10;

    final TestTools tools = new TestTools();
    final Path data;
    final Path layer;
    final Jobs jobs;
    final WpsService service;

    TestServer(Path data) {
        this(data, new JobLimits(2, 10, 60));
    }

    TestServer(Path data, JobLimits limits) {
        this.data = data;
        this.layer = data.resolve("quake.tif");
        if (!Files.exists(layer)) {
            writeRaster(layer);
        }
        jobs = new Jobs(data.resolve("jobs"), limits);
        service = new WpsService(
                tools,
                jobs,
                new Sources(this::find, new RasterFiles(Optional::empty)),
                new WpsSettings(data.resolve("tmp"), 4_000_000_000L, Optional.empty()));
    }

    Optional<Layer> find(String name) {
        boolean named = name.equals("quake") || name.equals("deforma:quake");
        if (!named || !Files.exists(layer)) {
            return Optional.empty();
        }
        ReferencedEnvelope bounds =
                new ReferencedEnvelope(WEST, WEST + COLUMNS * PIXEL, NORTH - ROWS * PIXEL, NORTH, utm());
        return Optional.of(new Layer(
                "quake",
                "Quake",
                layer,
                COLUMNS,
                ROWS,
                "EPSG:32633",
                bounds,
                List.of(new Layer.LayerBand("east", "m")),
                Map.of("deforma", "<sld/>"),
                Instant.EPOCH,
                "",
                1,
                null));
    }

    static CoordinateReferenceSystem utm() {
        try {
            return CRS.decode("EPSG:32633", true);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }

    static void writeRaster(Path file) {
        WritableRaster pixels =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, COLUMNS, ROWS, 1), null);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                pixels.setSample(column, row, 0, 100f * row + column);
            }
        }
        var extent = new ReferencedEnvelope(WEST, WEST + COLUMNS * PIXEL, NORTH - ROWS * PIXEL, NORTH, utm());
        GridCoverage2D coverage = new GridCoverageFactory().create("quake", pixels, extent);
        try (RasterOutput output = RasterOutput.to(file, List.of())) {
            output.write(coverage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String base64() {
        try {
            return Base64.getMimeEncoder().encodeToString(Files.readAllBytes(layer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply get(String query) {
        try {
            return Reply.of(service.get(Kvp.of(query), BASE));
        } catch (IOException e) {
            return fail(e);
        }
    }

    Reply post(String xml) {
        return post("text/xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String contentType, byte[] body) {
        try {
            return Reply.of(service.post(Kvp.of(null), contentType, new ByteArrayInputStream(body), BASE));
        } catch (IOException e) {
            return fail(e);
        }
    }

    /** An Execute document. */
    static String execute(String process, String inputs, String form) {
        return "<?xml version='1.0' encoding='UTF-8'?><wps:Execute version='1.0.0' service='WPS'"
                + " xmlns:wps='http://www.opengis.net/wps/1.0.0' xmlns:ows='http://www.opengis.net/ows/1.1'"
                + " xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:wcs='http://www.opengis.net/wcs/1.1.1'"
                + " xmlns:gml='http://www.opengis.net/gml'><ows:Identifier>"
                + process + "</ows:Identifier><wps:DataInputs>" + inputs + "</wps:DataInputs><wps:ResponseForm>" + form
                + "</wps:ResponseForm></wps:Execute>";
    }

    static String input(String name, String value) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier>" + value + "</wps:Input>";
    }

    static String literal(String name, String value) {
        return input(name, "<wps:Data><wps:LiteralData>" + value + "</wps:LiteralData></wps:Data>");
    }

    static String complex(String name, String mimeType, String value) {
        return input(
                name,
                "<wps:Data><wps:ComplexData mimeType='" + mimeType + "'>" + value + "</wps:ComplexData></wps:Data>");
    }

    /** @param domain DomainSubset, or nothing */
    static String layer(String name, String domain) {
        return input(
                name,
                "<wps:Reference mimeType='image/tiff' xlink:href='http://geoserver/wcs' method='POST'><wps:Body>"
                        + "<wcs:GetCoverage service='WCS' version='1.1.1'><ows:Identifier>deforma:quake"
                        + "</ows:Identifier>" + domain
                        + "<wcs:Output format='image/tiff'/></wcs:GetCoverage></wps:Body></wps:Reference>");
    }

    static String box(String crs, String lower, String upper) {
        return "<wcs:DomainSubset><ows:BoundingBox crs='" + crs + "'><ows:LowerCorner>" + lower
                + "</ows:LowerCorner><ows:UpperCorner>" + upper
                + "</ows:UpperCorner></ows:BoundingBox></wcs:DomainSubset>";
    }

    static String raw(String output) {
        return "<wps:RawDataOutput><ows:Identifier>" + output + "</ows:Identifier></wps:RawDataOutput>";
    }

    /** @param attributes of ResponseDocument */
    static String document(String attributes, String... outputs) {
        StringBuilder form = new StringBuilder("<wps:ResponseDocument " + attributes + ">");
        for (String output : outputs) {
            form.append("<wps:Output")
                    .append(output.endsWith("!") ? " asReference='true'" : "")
                    .append("><ows:Identifier>")
                    .append(output.replace("!", ""))
                    .append("</ows:Identifier></wps:Output>");
        }
        return form.append("</wps:ResponseDocument>").toString();
    }

    /** A raster that came back. */
    record Pixels(int width, int height, float first, float last, ReferencedEnvelope bounds) {
        static Pixels of(byte[] tiff, Path folder) throws IOException {
            Path file = Files.createTempFile(folder, "reply", ".tif");
            Files.write(file, tiff);
            try (RasterInput input = RasterInput.open("reply", file)) {
                GridCoverage2D coverage = input.coverage();
                Raster pixels = coverage.getRenderedImage().getData();
                int width = pixels.getWidth();
                int height = pixels.getHeight();
                return new Pixels(
                        width,
                        height,
                        pixels.getSampleFloat(pixels.getMinX(), pixels.getMinY(), 0),
                        pixels.getSampleFloat(pixels.getMinX() + width - 1, pixels.getMinY() + height - 1, 0),
                        new ReferencedEnvelope(coverage.getEnvelope2D()));
            } finally {
                Files.delete(file);
            }
        }
    }

    /** Files that requests left. */
    List<Path> leftovers() {
        Path tmp = data.resolve("tmp");
        if (!Files.exists(tmp)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(tmp)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        jobs.close();
    }
}
