package org.deforma.host.tools;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values as JSON text (RFC 8259). The host has no library for it: a GeoServer may have one of another version, as its
 * extensions do.
 */
final class JsonText {
    private JsonText() {}

    /**
     * One value.
     *
     * @param value a map with texts as keys, a list, text, number, truth value or null; a number that is not finite becomes
     *     null, as JSON knows none
     * @throws IllegalArgumentException for anything else
     */
    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted((String) entry.getKey()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
        }
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        throw new IllegalArgumentException("not a value of JSON: " + value.getClass());
    }

    /** What is not ASCII letters, digits and signs is escaped, so that it passes through XML and any character set. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
