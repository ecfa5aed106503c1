package org.deforma.standalone.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.layers.Layer.LayerBand;
import org.geotools.api.referencing.FactoryException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Layers, styles and requests of the tests. */
final class Fixture {
    /** Black at 0, white at 1; opaque. */
    static final String GREY = sld("grey", channel(1) + ramp("#000000", 0, "#FFFFFF", 1));

    /** Black at 0, white at 255. */
    static final String BYTES = sld("bytes", channel(1) + ramp("#000000", 0, "#FFFFFF", 255));

    static final Instant CREATED = Instant.parse("2026-03-01T10:20:30.456Z");
    private static final Path STYLES = Path.of("..", "..", "styles");

    private Fixture() {}

    static String channel(int band) {
        return "<ChannelSelection><GrayChannel><SourceChannelName>" + band
                + "</SourceChannelName></GrayChannel></ChannelSelection>";
    }

    static String ramp(String low, double from, String high, double to) {
        return "<ColorMap><ColorMapEntry color=\"" + low + "\" quantity=\"" + from + "\"/><ColorMapEntry color=\""
                + high + "\" quantity=\"" + to + "\"/></ColorMap>";
    }

    static String sld(String name, String symbolizer) {
        return "<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\"><NamedLayer><Name>" + name
                + "</Name><UserStyle><Name>" + name + "</Name><Title>Title of " + name + "</Title><FeatureTypeStyle>"
                + "<Rule><RasterSymbolizer>" + symbolizer
                + "</RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
    }

    /** A style of the product. */
    static String shipped(String name) {
        try {
            return Files.readString(STYLES.resolve(name + ".sld"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A layer of square pixels. */
    static Layer layer(
            String name,
            String epsg,
            double west,
            double north,
            double cell,
            Map<String, String> styles,
            ArrayPixels pixels,
            String... bands) {
        try {
            int width = pixels.size(0).width;
            int height = pixels.size(0).height;
            ReferencedEnvelope bounds = new ReferencedEnvelope(
                    west, west + width * cell, north - height * cell, north, CRS.decode(epsg, true));
            return new Layer(
                    name,
                    "Title of " + name,
                    Path.of(name + ".tif"),
                    width,
                    height,
                    epsg,
                    bounds,
                    Arrays.stream(bands).map(band -> new LayerBand(band, "m")).toList(),
                    new LinkedHashMap<>(styles),
                    CREATED,
                    "deforma:Displacement",
                    1000,
                    pixels);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Words of a request, as in an address line. */
    static Map<String, String> words(String query) {
        Map<String, String> words = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            words.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return words;
    }

    static WmsService service(Layer... layers) {
        return new WmsService(() -> List.of(layers), new FakeMagnitude(), WmsLimits.USUAL);
    }

    static Answer ask(WmsService service, String query) {
        return service.answer(words(query), "http://127.0.0.1:8080/wms", "");
    }

    static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The picture of a GetMap that must succeed. */
    static BufferedImage map(WmsService service, String query) {
        return picture(ask(service, "service=WMS&version=1.3.0&request=GetMap&styles=&format=image/png&" + query));
    }

    static BufferedImage picture(Answer answer) {
        if (!answer.type().startsWith("image/")) {
            throw new AssertionError(text(answer));
        }
        try {
            return ImageIO.read(new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
