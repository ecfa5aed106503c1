package org.deforma.raster.gdal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host asks for.
 *
 * @param name path of a file, or a name of GDAL's that begins with {@code /vsi}
 * @param variable which raster of a file with several; empty where there is one only
 * @param folder outside of which nothing may be opened, all links followed; empty where the caller may read what this
 *     process may
 * @param network whether GDAL may open what it calls {@code /vsi}: other machines, archives
 * @param drivers of GDAL that may open it; empty for all that the library allows
 */
record GdalRequest(String name, String variable, Optional<Path> folder, boolean network, List<String> drivers) {

    /**
     * Reads a request as hosts write it, in types that host and bundle share.
     *
     * @param request {@code name}, {@code variable} and {@code folder} as String, {@code network} as Boolean,
     *     {@code drivers} as List of String; all but the first may be missing
     * @throws IllegalArgumentException for one of another type
     */
    static GdalRequest of(Map<String, Object> request) {
        return new GdalRequest(
                value(request, "name", String.class).orElseThrow(() -> new IllegalArgumentException("name is missing")),
                value(request, "variable", String.class).orElse(""),
                value(request, "folder", String.class).map(Path::of),
                value(request, "network", Boolean.class).orElse(false),
                strings(value(request, "drivers", List.class).orElse(List.of())));
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static <T> Optional<T> value(Map<String, Object> request, String name, Class<T> type) {
        Object value = request.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " must be a " + type.getSimpleName() + ", was " + value);
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** Whether it is one of GDAL's own names, behind which there is no plain file. */
    boolean isVirtual() {
        return name.startsWith("/vsi");
    }
}
