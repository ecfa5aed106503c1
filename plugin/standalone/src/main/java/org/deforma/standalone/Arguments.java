package org.deforma.standalone;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.deforma.host.files.RasterName;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * The inputs of a run as the user typed them: {@code --name value}, {@code --name=value}, {@code --name value value
 * ...} for an input that takes many. Rasters stay names here; they are opened by the run.
 */
final class Arguments {
    private final Map<String, List<Object>> values = new LinkedHashMap<>();
    private final Map<String, Parameter<?>> inputs;

    /**
     * Reads the inputs of a process.
     *
     * @param process what they are for
     * @param words what stands on the command line
     * @throws IllegalArgumentException for an unknown or a missing input, or a value of the wrong kind
     */
    Arguments(ProcessCatalog.Entry process, List<String> words) {
        this.inputs = process.inputs();
        String name = null;
        for (String word : words) {
            if (word.startsWith("--")) {
                if (name != null && !values.containsKey(name)) {
                    throw new IllegalArgumentException("--" + name + " needs a value");
                }
                int equals = word.indexOf('=');
                name = inputName(process, equals < 0 ? word.substring(2) : word.substring(2, equals));
                if (equals > 0) {
                    add(name, word.substring(equals + 1));
                } else if (!many(name) && values.containsKey(name)) {
                    throw new IllegalArgumentException("--" + name + " is given twice");
                }
            } else if (name == null) {
                throw new IllegalArgumentException(
                        "'" + word + "' belongs to no input; inputs are given as --name value");
            } else {
                add(name, word);
            }
        }
        if (name != null && !values.containsKey(name)) {
            throw new IllegalArgumentException("--" + name + " needs a value");
        }
        for (Parameter<?> input : inputs.values()) {
            if (input.minOccurs > 0 && !values.containsKey(input.key)) {
                throw new IllegalArgumentException("--" + input.key + " is missing: " + input.description);
            }
        }
    }

    /** What was typed, by input; a raster is a {@link RasterName}. */
    Map<String, List<Object>> values() {
        return values;
    }

    /** Whether the input takes many values. */
    boolean many(String name) {
        return inputs.get(name).maxOccurs > 1;
    }

    private static String inputName(ProcessCatalog.Entry process, String typed) {
        return process.inputs().keySet().stream()
                .filter(known -> known.equalsIgnoreCase(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no input --%s%s"
                        .formatted(
                                process.name(),
                                typed,
                                Spelling.hint(typed, process.inputs().keySet(), "--"))));
    }

    private void add(String name, String word) {
        List<Object> list = values.computeIfAbsent(name, key -> new ArrayList<>());
        Parameter<?> input = inputs.get(name);
        if (!many(name) && !list.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " takes one value; '" + word + "' is one too many");
        }
        if (GridCoverage2D.class.isAssignableFrom(input.type) && many(name)) {
            list.addAll(glob(name, word));
        } else {
            list.add(convert(input, word));
        }
    }

    private static Object convert(Parameter<?> input, String word) {
        Class<?> type = input.type;
        if (GridCoverage2D.class.isAssignableFrom(type)) {
            return RasterName.of(word);
        } else if (type == Integer.class || type == Long.class) {
            return wholeNumber(input, word);
        } else if (Number.class.isAssignableFrom(type)) {
            return number(input.key, word);
        } else if (Geometry.class.isAssignableFrom(type)) {
            return geometry(input.key, word);
        } else if (type == Boolean.class) {
            return bool(input.key, word);
        } else if (type == String.class) {
            return word;
        }
        throw new IllegalArgumentException(
                input.key + " cannot be given on the command line: it is a " + type.getSimpleName());
    }

    private static Path path(String name, String word) {
        try {
            return Path.of(word);
        } catch (java.nio.file.InvalidPathException e) {
            throw new IllegalArgumentException(name + ": '" + word + "' is not a file name", e);
        }
    }

    private static Object wholeNumber(Parameter<?> input, String word) {
        try {
            if (input.type == Integer.class) {
                return Integer.valueOf(word.strip());
            }
            return Long.valueOf(word.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(input.key + " must be a whole number, was '" + word + "'", e);
        }
    }

    private static Double number(String name, String word) {
        try {
            double value = Double.parseDouble(word.strip());
            if (Double.isFinite(value)) {
                return value;
            }
            throw new NumberFormatException("not finite");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, was '" + word + "'", e);
        }
    }

    private static Boolean bool(String name, String word) {
        return switch (word.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, was '" + word + "'");
        };
    }

    private static Geometry geometry(String name, String word) {
        try {
            return new WKTReader().read(word);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " must be a geometry as well-known text, such as"
                            + " \"POLYGON((0 0, 9 0, 9 9, 0 9, 0 0))\", was '" + word + "'",
                    e);
        }
    }

    /** A name, or a pattern that the shell left alone, with a variable or without; in order of name. */
    private static List<RasterName> glob(String name, String word) {
        RasterName raster = RasterName.of(word);
        int colon = word.indexOf(':');
        Path path = path(name, colon < 0 ? word : word.substring(0, colon));
        String variable = colon < 0 ? "" : word.substring(colon + 1);
        if (raster.isVirtual()
                || Files.exists(raster.path())
                || path.getFileName() == null
                || path.getFileName().toString().chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
            return List.of(raster);
        }
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(name + ": no file matches " + word + ": there is no folder " + folder);
        }
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder, path.getFileName().toString())) {
            TreeSet<Path> files = new TreeSet<>();
            found.forEach(files::add);
            if (files.isEmpty()) {
                throw new IllegalArgumentException(name + ": no file matches " + word);
            }
            return files.stream()
                    .map(file -> new RasterName(file.toString(), variable))
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
