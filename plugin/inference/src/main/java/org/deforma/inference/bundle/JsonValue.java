package org.deforma.inference.bundle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A value of a JSON file that a person may have written: it knows where it stands, so that a mistake is named by its
 * place, the value that is there and what is expected. Members that are {@code null} count as absent.
 *
 * @param path such as {@code model.json: properties.mlm:input[0].name}
 */
record JsonValue(String path, JsonElement element) {
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    /** Control characters other than those of lines and tabs, and what turns the direction of writing. */
    private static final Pattern STEERING =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final int SHOWN = 60;

    /**
     * Parses a file.
     *
     * @throws IllegalArgumentException when it is not one JSON object
     */
    static JsonValue parse(String file, String text) {
        try {
            JsonElement element = STRICT.fromJson(text, JsonElement.class);
            if (element instanceof JsonObject) {
                return new JsonValue(file + ":", element);
            }
            throw new IllegalArgumentException(file + " must hold one JSON object");
        } catch (JsonParseException | StackOverflowError e) {
            throw new IllegalArgumentException(file + " is not JSON: " + reason(e), e);
        }
    }

    /** The parser's sentence without its advice for programmers. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^Use JsonReader.*?to accept m", "M");
    }

    /** A member that must be there. */
    JsonValue get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(join(key) + " is missing"));
    }

    /** A member that may be there. */
    Optional<JsonValue> find(String key) {
        JsonElement member = object().get(key);
        return member == null || member instanceof JsonNull
                ? Optional.empty()
                : Optional.of(new JsonValue(join(key), member));
    }

    /** A member that may be there. */
    <T> T get(String key, Function<JsonValue, T> type, T otherwise) {
        return find(key).map(type).orElse(otherwise);
    }

    /** Names of the members. */
    Set<String> keys() {
        return object().keySet();
    }

    /** A text of one line that is not blank. */
    String text() {
        String text = anyText();
        if (text.isBlank()) {
            throw mustBe("a text");
        }
        if (text.lines().count() > 1) {
            throw mustBe("a text of one line");
        }
        return text;
    }

    /** A text, which may be blank and have several lines; it is shown in terminals, and must not steer them. */
    String anyText() {
        if (!(element instanceof JsonPrimitive primitive) || !primitive.isString()) {
            throw mustBe("a text");
        }
        if (STEERING.matcher(primitive.getAsString()).find()) {
            throw mustBe("a text without control characters");
        }
        return primitive.getAsString();
    }

    /** A finite number. */
    double number() {
        if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double value = primitive.getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw mustBe("a number");
    }

    /** A whole number. */
    int integer() {
        try {
            return new BigDecimal(Double.toString(number())).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(mustBe("a whole number").getMessage(), e);
        }
    }

    /** The elements of a list; {@code null}s among them stay. */
    List<JsonValue> list() {
        if (!element.isJsonArray()) {
            throw mustBe("a list");
        }
        List<JsonValue> values = new ArrayList<>();
        for (JsonElement item : element.getAsJsonArray()) {
            values.add(new JsonValue(path + "[" + values.size() + "]", item));
        }
        return values;
    }

    /** Whether it is {@code null}. */
    boolean isNull() {
        return element.isJsonNull();
    }

    /** What is wrong with this value, to be thrown. */
    IllegalArgumentException mustBe(String expected) {
        String value = STEERING.matcher(element.toString()).replaceAll("?");
        return new IllegalArgumentException(path + " must be " + expected + ", was "
                + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value));
    }

    private JsonObject object() {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw mustBe("an object");
    }

    private String join(String key) {
        return path.endsWith(":") ? path + " " + key : path + "." + key;
    }
}
