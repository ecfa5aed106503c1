package org.deforma.inference.bundle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The texts that Deepness keeps in an ONNX file, read as what they stand for. Values are JSON; some files have bare words, or
 * dictionaries as Python writes them. Messages begin with the file's name and fit on a line, whatever stands in the file.
 */
final class DeepnessMetadata {
    private static final int SHOWN = 300;

    private final String file;
    private final Map<String, String> texts;

    DeepnessMetadata(String file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
    }

    /** A word; empty where there is none. */
    String text(String key) {
        String text = texts.getOrDefault(key, "");
        JsonElement element = json(text);
        return element.isJsonPrimitive() ? element.getAsString() : text;
    }

    /** A number. */
    double number(String key, double otherwise) {
        String text = texts.get(key);
        try {
            double value = text == null ? otherwise : json(text).getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw refusal("must have a number as " + key + ", has " + text, e);
        }
        throw refusal("must have a number as " + key + ", has " + text);
    }

    /** As many numbers. */
    double[] numbers(String key, int count, double otherwise) {
        String text = texts.get(key);
        if (text == null) {
            double[] same = new double[count];
            Arrays.fill(same, otherwise);
            return same;
        }
        try {
            List<JsonElement> list = json(text).getAsJsonArray().asList();
            if (list.size() == count) {
                return list.stream().mapToDouble(JsonElement::getAsDouble).toArray();
            }
        } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw refusal("cannot be read: " + key + " is " + text, e);
        }
        throw refusal("must have " + count + " numbers as " + key + ", has " + text);
    }

    /** Class names by number: {@code {"0": "a", "1": "b"}}, also with Python's quotes, also in a list of one; empty for none. */
    List<String> names() {
        String text = texts.getOrDefault("class_names", texts.get("names"));
        if (text == null) {
            return List.of();
        }
        JsonElement element = json(text);
        if (element instanceof JsonArray list && list.size() == 1) {
            element = list.get(0);
        }
        Map<Integer, String> names = new TreeMap<>();
        try {
            if (element instanceof JsonObject object) {
                object.entrySet()
                        .forEach(e -> names.put(
                                Integer.parseInt(e.getKey()), e.getValue().getAsString()));
            }
        } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw refusal("has class_names that cannot be read: " + text, e);
        }
        if (names.isEmpty()
                || !List.copyOf(names.keySet())
                        .equals(IntStream.range(0, names.size()).boxed().toList())) {
            throw refusal("must have class_names such as {\"0\": \"background\", \"1\": \"field\"}, without gaps, has "
                    + text);
        }
        return List.copyOf(names.values());
    }

    private JsonElement json(String text) {
        try {
            // Lenient: Python's way of writing dictionaries is among what is found.
            return JsonParser.parseString(text);
        } catch (JsonParseException | StackOverflowError e) {
            throw refusal("has metadata that cannot be read: " + text, e);
        }
    }

    /** Why a model cannot be run, in words that go on after the file's name. */
    IllegalArgumentException refusal(String reason) {
        return refusal(reason, null);
    }

    private IllegalArgumentException refusal(String reason, Throwable cause) {
        String shown = reason.substring(0, Math.min(SHOWN, reason.length())).replaceAll("\\p{Cntrl}", "?");
        return new IllegalArgumentException(file + " " + shown, cause);
    }
}
