package org.deforma.standalone;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process says about its run, for people to read. */
final class Report {
    private static final int COLUMN = 34;

    /** What the user asked for, and provenance: known, or for machines. They stay in the JSON. */
    private static final Set<String> LEFT_OUT = Set.of("tool", "version", "parameters", "inputs");

    private Report() {}

    /** The report as JSON; a text that is none becomes a JSON string. */
    static JsonElement parse(String report) {
        try {
            return JsonParser.parseString(report);
        } catch (JsonParseException e) {
            return new JsonPrimitive(report);
        }
    }

    /** The results: one line a value, groups indented. */
    static String text(JsonElement report) {
        StringBuilder text = new StringBuilder();
        append(text, "", report);
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, JsonElement value) {
        if (!(value instanceof JsonObject object)) {
            text.append(indent).append(plain(value)).append('\n');
            return;
        }
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            if (indent.isEmpty() && LEFT_OUT.contains(member.getKey())) {
                continue;
            }
            String name = indent + words(member.getKey());
            JsonElement inner = member.getValue();
            if (inner.isJsonObject()) {
                text.append(name).append('\n');
                append(text, indent + "  ", inner);
            } else if (inner instanceof JsonArray list && !list.isEmpty() && isTitled(list.get(0))) {
                text.append(name).append('\n');
                list.forEach(item -> text.append(titled(indent + "  ", item.getAsJsonObject())));
            } else if (inner.isJsonArray()) {
                inner.getAsJsonArray().forEach(item -> text.append(name)
                        .append(": ")
                        .append(plain(item))
                        .append('\n'));
            } else {
                text.append(String.format("%-" + COLUMN + "s %s%n", name, plain(inner)));
            }
        }
    }

    private static boolean isTitled(JsonElement item) {
        return item instanceof JsonObject object && object.has("title");
    }

    /** One of several things of a kind, such as a class: its title and its counts; what identifies it stays in the JSON. */
    private static String titled(String indent, JsonObject item) {
        String counts = item.entrySet().stream()
                .filter(member -> !member.getKey().equals("value"))
                .filter(member -> member.getValue() instanceof JsonPrimitive primitive && primitive.isNumber())
                .map(member -> words(member.getKey()) + " " + plain(member.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                "%-" + COLUMN + "s %s%n", indent + item.get("title").getAsString(), counts);
    }

    private static String words(String key) {
        StringBuilder words = new StringBuilder();
        for (String word : key.split("(?<=[a-z])(?=[A-Z])|_", -1)) {
            boolean unit = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.append(words.isEmpty() ? "" : " ").append(unit ? word : word.toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    private static String plain(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isNumber() ? number(primitive.getAsDouble()) : primitive.getAsString();
        }
        return value.isJsonNull() ? "-" : value.toString();
    }

    /** A number without digits that say nothing: whole numbers whole, others to four significant digits. */
    static String number(Object value) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double x = number.doubleValue();
        if (x == Math.rint(x) && Math.abs(x) < 1e15) {
            return String.format(Locale.ROOT, "%.0f", x);
        }
        return new java.math.BigDecimal(x)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
