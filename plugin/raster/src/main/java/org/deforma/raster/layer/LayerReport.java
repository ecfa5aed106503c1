package org.deforma.raster.layer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.DataBuffer;
import java.util.List;
import java.util.Locale;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.style.MapStyle;
import org.deforma.raster.Grids;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/** What is known of a raster that becomes a layer, as JSON. */
final class LayerReport {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final JsonObject report = new JsonObject();
    private final JsonArray notes = new JsonArray();

    LayerReport(Kind kind, RasterGrid grid) {
        CoordinateReferenceSystem crs = grid.crs().orElseThrow();
        report.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
        report.addProperty("columns", grid.width());
        report.addProperty("rows", grid.height());
        report.addProperty("crs", Grids.label(crs));
        report.addProperty("pixelWidth", grid.pixelWidth());
        report.addProperty("pixelHeight", grid.pixelHeight());
        String unit = String.valueOf(crs.getCoordinateSystem().getAxis(0).getUnit());
        report.addProperty("unit", unit.equals("deg") ? "°" : unit);
    }

    /** Bands and what was found in them. */
    void bands(List<Band> bands, int dataType, EvenSample sample) {
        JsonArray list = new JsonArray();
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            BandValues values = sample.bands().get(i);
            JsonObject item = new JsonObject();
            item.addProperty("title", band.unit().isEmpty() ? band.name() : band.name() + " [" + band.unit() + "]");
            item.addProperty("name", band.name());
            item.addProperty("unit", band.unit());
            item.addProperty("type", typeName(dataType));
            number(item, "minimum", values.minimum());
            number(item, "percentile2", values.quantile(0.02));
            number(item, "percentile98", values.quantile(0.98));
            number(item, "maximum", values.maximum());
            item.addProperty("valid", Math.round(values.valid() * 1e4) / 1e4);
            list.add(item);
        }
        report.add("bands", list);
        report.addProperty("sampled", sample.share());
        if (sample.bands().stream().allMatch(BandValues::isEmpty)) {
            notes.add("no pixel that was looked at has data");
        }
    }

    /** Styles by name, in order. */
    void styles(List<MapStyle> styles) {
        report.add("styles", GSON.toJsonTree(styles.stream().map(MapStyle::name).toList()));
    }

    /** A sentence for the user. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** The whole report. */
    String json() {
        report.add("notes", notes);
        return GSON.toJson(report);
    }

    /** JSON knows no NaN: null stands for it. */
    private static void number(JsonObject item, String name, float value) {
        item.addProperty(name, Float.isNaN(value) ? null : value);
    }

    private static String typeName(int dataType) {
        return switch (dataType) {
            case DataBuffer.TYPE_BYTE -> "uint8";
            case DataBuffer.TYPE_USHORT -> "uint16";
            case DataBuffer.TYPE_SHORT -> "int16";
            case DataBuffer.TYPE_INT -> "int32";
            case DataBuffer.TYPE_FLOAT -> "float32";
            default -> "float64";
        };
    }
}
