package org.deforma.inference.bundle;

import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.Tensor;

/** Styles (SLD 1.0) for the first band of a result: one colour a class, or a plain ramp. */
final class StyleWriter {
    private static final List<String> RAMP = List.of("#440154", "#3B528B", "#21918C", "#5EC962", "#FDE725");

    private StyleWriter() {}

    /**
     * A style for what a model gives.
     *
     * @param example of its output, which says the range of a regression's ramp
     */
    static String write(ModelDescription model, Tensor example) {
        StringBuilder entries = new StringBuilder();
        if (model.output().isClassification()) {
            for (ModelClass each : model.output().classes()) {
                entry(entries, each.colour(), Integer.toString(each.value()), each.title());
            }
        } else {
            float[] range = range(example.values());
            for (int i = 0; i < RAMP.size(); i++) {
                String value =
                        String.format(Locale.ROOT, "%.4g", range[0] + (range[1] - range[0]) * i / (RAMP.size() - 1.0));
                entry(entries, RAMP.get(i), value, value);
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
                    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink">
                  <NamedLayer>
                    <Name>%1$s</Name>
                    <UserStyle>
                      <Title>%2$s</Title>
                      <FeatureTypeStyle>
                        <Rule>
                          <RasterSymbolizer>
                            <ChannelSelection>
                              <GrayChannel><SourceChannelName>1</SourceChannelName></GrayChannel>
                            </ChannelSelection>
                            <ColorMap type="%3$s">
                %4$s            </ColorMap>
                          </RasterSymbolizer>
                        </Rule>
                      </FeatureTypeStyle>
                    </UserStyle>
                  </NamedLayer>
                </StyledLayerDescriptor>
                """
                .formatted(
                        escape(model.name()),
                        escape(model.title()),
                        model.output().isClassification() ? "values" : "ramp",
                        entries);
    }

    private static void entry(StringBuilder entries, String colour, String quantity, String label) {
        entries.append("              <ColorMapEntry color=\"%s\" quantity=\"%s\" label=\"%s\"/>\n"
                .formatted(colour, quantity, escape(label)));
    }

    private static float[] range(float... values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new float[] {low, high > low ? high : low + 1};
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
