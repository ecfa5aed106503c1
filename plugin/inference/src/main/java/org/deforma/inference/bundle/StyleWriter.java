package org.deforma.inference.bundle;

import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.Tensor;

/** Styles (SLD 1.0) for the first band of a result: one colour a class, or a plain ramp. */
final class StyleWriter {
    /** Colours of the style {@code magnitude}: batlow of Crameri's Scientific colour maps 8.0, doi:10.5281/zenodo.1243862. */
    private static final List<String> RAMP = List.of(
            "#011959", "#0E375E", "#144D62", "#226061", "#3C6D56", "#5D7843", "#818232", "#AA8C2D", "#D29343",
            "#F29D6C", "#FDAC9D", "#FDBCCA", "#FACCFA");
    /** Of so many colours one is labelled. */
    private static final int LABELLED = 3;

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
                entry(entries, each.colour(), Integer.toString(each.value()), label(each.title()));
            }
        } else {
            float[] range = range(example.values());
            for (int i = 0; i < RAMP.size(); i++) {
                String value =
                        String.format(Locale.ROOT, "%.4g", range[0] + (range[1] - range[0]) * i / (RAMP.size() - 1.0));
                entry(entries, RAMP.get(i), value, i % LABELLED == 0 ? label(value) : "");
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
        entries.append(
                "              <ColorMapEntry color=\"%s\" quantity=\"%s\"%s/>\n".formatted(colour, quantity, label));
    }

    private static String label(String text) {
        return " label=\"" + escape(text) + "\"";
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

    /** Text of XML; what servers would take for an expression is taken apart, and what XML cannot hold is left out. */
    private static String escape(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "")
                .replace("${", "$ {")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
