package org.deforma.standalone.layers;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Styles of a raster that comes without any: its own colours, three bands as red, green and blue, or shades of grey. */
final class DefaultStyle {
    private static final double LOWER = 0.02;
    private static final double UPPER = 0.98;

    private DefaultStyle() {}

    /**
     * One style.
     *
     * @param source the raster
     * @param pixels the same and its smaller copies
     */
    static Map<String, String> of(SourceFile source, LayerPixels pixels) {
        if (source.palette().isPresent()) {
            return Map.of("colours", sld("colours", palette(source.palette().get())));
        }
        if ((source.bands() == 3 || source.bands() == 4) && source.dataType() == DataBuffer.TYPE_BYTE) {
            return Map.of("colours", sld("colours", colours()));
        }
        return Map.of("grey", sld("grey", grey(pixels)));
    }

    private static String sld(String name, String symbolizer) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
                  <NamedLayer>
                    <Name>%1$s</Name>
                    <UserStyle>
                      <Name>%1$s</Name>
                      <Title>%2$s</Title>
                      <FeatureTypeStyle>
                        <Rule>
                          <RasterSymbolizer>
                %3$s
                          </RasterSymbolizer>
                        </Rule>
                      </FeatureTypeStyle>
                    </UserStyle>
                  </NamedLayer>
                </StyledLayerDescriptor>
                """
                .formatted(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), symbolizer);
    }

    private static String channel(String name, int band) {
        return "<" + name + "><SourceChannelName>" + band + "</SourceChannelName></" + name + ">";
    }

    private static String colours() {
        return "<ChannelSelection>" + channel("RedChannel", 1) + channel("GreenChannel", 2) + channel("BlueChannel", 3)
                + "</ChannelSelection>";
    }

    private static String grey(LayerPixels pixels) {
        double[] range = range(pixels);
        return "<ChannelSelection>" + channel("GrayChannel", 1) + "</ChannelSelection><ColorMap>"
                + entry("#000000", range[0], label(range[0])) + entry("#ffffff", range[1], label(range[1]))
                + "</ColorMap>";
    }

    private static String entry(String colour, double quantity, String label) {
        return "<ColorMapEntry color=\"" + colour + "\" quantity=\"" + quantity + "\" label=\"" + label + "\"/>";
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String palette(IndexColorModel palette) {
        StringBuilder map = new StringBuilder("<ChannelSelection>" + channel("GrayChannel", 1) + "</ChannelSelection>");
        map.append("<ColorMap type=\"values\">");
        for (int i = 0; i < Math.min(256, palette.getMapSize()); i++) {
            String colour = String.format(Locale.ROOT, "#%06x", palette.getRGB(i) & 0xffffff);
            String opacity = palette.getAlpha(i) == 255 ? "" : " opacity=\"" + palette.getAlpha(i) / 255.0 + "\"";
            map.append("<ColorMapEntry color=\"")
                    .append(colour)
                    .append("\" quantity=\"")
                    .append(i)
                    .append('"');
            map.append(" label=\"").append(i).append('"').append(opacity).append("/>");
        }
        return map.append("</ColorMap>").toString();
    }

    /** From where to where most values reach, in the smallest copy. */
    private static double[] range(LayerPixels pixels) {
        int level = pixels.levels() - 1;
        Dimension size = pixels.size(level);
        float[] values = pixels.read(level, new Rectangle(size), 0);
        float[] sorted = new float[values.length];
        int count = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                sorted[count++] = value;
            }
        }
        if (count == 0) {
            return new double[] {0, 1};
        }
        Arrays.sort(sorted, 0, count);
        double low = sorted[(int) (LOWER * (count - 1))];
        double high = sorted[(int) (UPPER * (count - 1))];
        return new double[] {low, high > low ? high : low + 1};
    }
}
