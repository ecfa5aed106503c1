package org.deforma.standalone.wms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deforma.standalone.wms.WmsException.Code;

/** The words of a request; the case of their names does not matter. */
final class Parameters {
    private static final int LONGEST = 100;

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param values by name; of a name that comes twice in different case the first counts */
    Parameters(Map<String, String> values) {
        values.forEach(this.values::putIfAbsent);
    }

    /** A value that may be left out; an empty one counts as left out. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** @throws WmsException when it is missing */
    String required(String name) {
        return optional(name)
                .orElseThrow(
                        () -> new WmsException(Code.MissingParameterValue, name + " is missing; it must be given"));
    }

    /** A whole number of a range. */
    int integer(String name, int least, int most) {
        return integer(name, required(name), least, most);
    }

    /** A whole number of a range, which may be left out. */
    int integer(String name, int least, int most, int otherwise) {
        return optional(name).map(text -> integer(name, text, least, most)).orElse(otherwise);
    }

    private static int integer(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new WmsException(
                Code.InvalidParameterValue,
                name + " must be a whole number from " + least + " to " + most + ", was '" + shown(text) + "'");
    }

    /** True or false, which may be left out. */
    boolean flag(String name) {
        String text = optional(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw new WmsException(
                    Code.InvalidParameterValue, name + " must be TRUE or FALSE, was '" + shown(text) + "'");
        }
        return text.equals("true");
    }

    /** Words between commas, which may be empty; none at all where it is left out. */
    List<String> list(String name) {
        return optional(name)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    /** A value as it may stand in an error message. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
