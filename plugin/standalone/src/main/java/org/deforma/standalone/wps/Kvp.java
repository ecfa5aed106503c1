package org.deforma.standalone.wps;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of an address. Their names are the same in upper and lower case; the first of two counts. */
final class Kvp {
    private final Map<String, String> raw = new HashMap<>();

    private Kvp() {}

    /**
     * Reads.
     *
     * @param query what follows the question mark, as it was sent; may be null
     */
    static Kvp of(String query) {
        Kvp kvp = new Kvp();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            // Names that are looked for need no escapes.
            String name = equals < 0 ? pair : pair.substring(0, equals);
            kvp.raw.putIfAbsent(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return kvp;
    }

    /** The value; empty when the name is missing or has none. */
    Optional<String> get(String name) {
        return raw(name).map(Kvp::decode).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value as it was sent. */
    Optional<String> raw(String name) {
        return Optional.ofNullable(raw.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value of something that must be there. */
    String need(String name) {
        return get(name).orElseThrow(() -> WpsException.missing(name, name + " is missing"));
    }

    /** A count; empty when it is missing. */
    Optional<Integer> count(String name) {
        return get(name).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw WpsException.invalid(name, name + " must be a whole number of 0 or more, was '" + text + "'");
            }
            return Integer.valueOf(text);
        });
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid("query", "the address holds a % that begins no escape: " + e.getMessage());
        }
    }
}
