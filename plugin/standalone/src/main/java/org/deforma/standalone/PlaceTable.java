package org.deforma.standalone;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Values at places, as {@code deforma:Sample} gives them, one line a place and separated by tabs, for other programs too. */
final class PlaceTable {
    private PlaceTable() {}

    /** Whether a report holds such values. */
    static boolean isIn(JsonElement report) {
        return report instanceof JsonObject object
                && object.get("x") instanceof JsonArray
                && object.get("y") instanceof JsonArray
                && object.get("values") instanceof JsonArray
                && object.get("bands") instanceof JsonArray;
    }

    /** The table with a line of names on top; nothing stands where there is no data. */
    static String of(JsonElement report) {
        JsonObject object = report.getAsJsonObject();
        List<JsonArray> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (object.get("distance") instanceof JsonArray distance) {
            columns.add(distance);
            names.add(named("distance", object.get("unit").getAsString()));
        }
        columns.add(object.getAsJsonArray("x"));
        columns.add(object.getAsJsonArray("y"));
        names.addAll(List.of("x", "y"));
        for (JsonElement each : object.getAsJsonArray("bands")) {
            JsonObject band = each.getAsJsonObject();
            names.add(named(band.get("name").getAsString(), band.get("unit").getAsString()));
        }
        StringBuilder table = new StringBuilder(String.join("\t", names)).append('\n');
        JsonArray values = object.getAsJsonArray("values");
        for (int place = 0; place < values.size(); place++) {
            List<String> cells = new ArrayList<>();
            for (JsonArray column : columns) {
                cells.add(cell(column.get(place)));
            }
            values.get(place).getAsJsonArray().forEach(value -> cells.add(cell(value)));
            table.append(String.join("\t", cells)).append('\n');
        }
        return table.toString();
    }

    private static String named(String name, String unit) {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }

    private static String cell(JsonElement value) {
        return value.isJsonNull() ? "" : value.getAsString();
    }
}
