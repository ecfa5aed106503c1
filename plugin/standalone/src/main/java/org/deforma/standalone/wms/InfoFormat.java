package org.deforma.standalone.wms;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.layers.Layer.LayerBand;
import org.deforma.standalone.wms.WmsException.Code;

/** The forms in which values are told. */
enum InfoFormat {
    /** As GeoServer's, with the units beside the properties. */
    JSON("application/json", InfoFormat::json),
    /** As GeoServer's, with the units behind the values. */
    TEXT("text/plain", InfoFormat::text),
    /** A table for each layer. */
    HTML("text/html", InfoFormat::html);

    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // Methods of this class without state.
    private final Function<List<PixelValues>, String> writer;

    /**
     * What a layer has at a place.
     *
     * @param layer that was asked
     * @param values of its bands, NaN for no data
     */
    record PixelValues(Layer layer, List<Float> values) {}

    InfoFormat(String type, Function<List<PixelValues>, String> writer) {
        this.type = type;
        this.writer = writer;
    }

    static List<String> types() {
        return Arrays.stream(values()).map(format -> format.type).toList();
    }

    /** @throws WmsException for a media type that is not among them */
    static InfoFormat of(String type) {
        return Arrays.stream(values())
                .filter(format -> format.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new WmsException(
                        Code.InvalidFormat,
                        "INFO_FORMAT must be one of " + String.join(", ", types()) + ", was '" + Parameters.shown(type)
                                + "'"));
    }

    Answer answer(List<PixelValues> found) {
        return Answer.text(type, writer.apply(found));
    }

    private static String json(List<PixelValues> found) {
        JsonArray features = new JsonArray();
        for (PixelValues each : found) {
            JsonObject properties = new JsonObject();
            JsonObject units = new JsonObject();
            for (int i = 0; i < each.values.size(); i++) {
                LayerBand band = each.layer.bands().get(i);
                properties.add(
                        band.name(),
                        Float.isFinite(each.values.get(i))
                                ? new JsonPrimitive(new BigDecimal(Float.toString(each.values.get(i))))
                                : JsonNull.INSTANCE);
                units.addProperty(band.name(), band.unit());
            }
            JsonObject feature = new JsonObject();
            feature.addProperty("type", "Feature");
            feature.addProperty("id", "");
            feature.add("geometry", JsonNull.INSTANCE);
            feature.add("properties", properties);
            feature.addProperty("layer", each.layer.fullName());
            feature.add("units", units);
            features.add(feature);
        }
        JsonObject all = new JsonObject();
        all.addProperty("type", "FeatureCollection");
        all.add("features", features);
        all.addProperty("totalFeatures", "unknown");
        all.addProperty("numberReturned", features.size());
        all.addProperty(
                "timeStamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        all.add("crs", JsonNull.INSTANCE);
        return all.toString();
    }

    private static String text(List<PixelValues> found) {
        if (found.isEmpty()) {
            return "no features were found\n";
        }
        String line = "--------------------------------------------\n";
        StringBuilder text = new StringBuilder();
        for (PixelValues each : found) {
            text.append("Results for FeatureType '")
                    .append(each.layer.fullName())
                    .append("':\n");
            text.append(line);
            for (int i = 0; i < each.values.size(); i++) {
                text.append(each.layer.bands().get(i).name()).append(" = ");
                text.append(number(each, i)).append('\n');
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String number(PixelValues pixel, int band) {
        String unit = pixel.layer.bands().get(band).unit();
        return Float.isFinite(pixel.values.get(band))
                ? pixel.values.get(band) + (unit.isEmpty() ? "" : " " + unit)
                : "no data";
    }

    private static String html(List<PixelValues> found) {
        StringBuilder html = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>Values</title></head>\n<body>\n");
        if (found.isEmpty()) {
            html.append("<p>No layer is here.</p>\n");
        }
        for (PixelValues each : found) {
            html.append("<table>\n<caption>")
                    .append(Xml.escaped(each.layer.title()))
                    .append("</caption>\n");
            for (int i = 0; i < each.values.size(); i++) {
                html.append("<tr><th>")
                        .append(Xml.escaped(each.layer.bands().get(i).name()))
                        .append("</th><td>")
                        .append(Xml.escaped(number(each, i)))
                        .append("</td></tr>\n");
            }
            html.append("</table>\n");
        }
        return html.append("</body></html>\n").toString();
    }
}
