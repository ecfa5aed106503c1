package org.deforma.fuzz;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.layers.LayerPixels;
import org.geotools.api.referencing.FactoryException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** A layer {@code deforma:quake} for requests: 20 x 17 px of 10 m in UTM zone 33. */
public final class SmallLayer implements LayerPixels {
    /** Black at 0, white at 100. */
    public static final String GREY =
            "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'><NamedLayer>"
                    + "<Name>grey</Name><UserStyle><Title>Grey</Title><FeatureTypeStyle><Rule><RasterSymbolizer><ColorMap>"
                    + "<ColorMapEntry color='#000000' quantity='0' label='0'/><ColorMapEntry color='#FFFFFF' quantity='100'/>"
                    + "</ColorMap></RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";

    private static final int COLUMNS = 20;
    private static final int ROWS = 17;

    private SmallLayer() {}

    /** The file of the layer. */
    public static byte[] tiff() throws IOException {
        try (var in = SmallLayer.class.getResourceAsStream("tiff/strips-byte.tif")) {
            return in.readAllBytes();
        }
    }

    /** The layer. */
    public static Layer of(Path file, Map<String, String> styles) {
        try {
            ReferencedEnvelope bounds = new ReferencedEnvelope(
                    500_000, 500_000 + 10 * COLUMNS, 4_000_000 - 10 * ROWS, 4_000_000, CRS.decode("EPSG:32633", true));
            return new Layer(
                    "quake",
                    "Quake & more",
                    file,
                    COLUMNS,
                    ROWS,
                    "EPSG:32633",
                    bounds,
                    List.of(new Layer.LayerBand("east", "m")),
                    styles,
                    Instant.EPOCH,
                    "",
                    1,
                    new SmallLayer());
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int levels() {
        return 1;
    }

    @Override
    public Dimension size(int level) {
        return new Dimension(COLUMNS, ROWS);
    }

    @Override
    public float[] read(int level, Rectangle window, int band) {
        float[] values = new float[window.width * window.height];
        for (int i = 0; i < values.length; i++) {
            values[i] = window.x + i % window.width + 3 * (window.y + i / window.width);
        }
        return values;
    }
}
