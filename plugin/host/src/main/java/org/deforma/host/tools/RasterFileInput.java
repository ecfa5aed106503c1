package org.deforma.host.tools;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.deforma.host.files.RasterInput;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.Process;
import org.geotools.util.SimpleInternationalString;

/**
 * Lets users name rasters that lie on the server: for each raster input {@code X} an input {@code XFile}, a path below
 * one folder. Nothing outside that folder is opened or told of, whatever links there are in it. Files are read window by
 * window, so that neither their number nor their size goes into memory.
 */
public final class RasterFileInput implements ToolExtension {
    private static final String SUFFIX = "File";

    private final Path folder;

    /** Opens files below this folder only, which need not exist yet. */
    public RasterFileInput(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public Map<String, Parameter<?>> inputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
        Map<String, Parameter<?>> all = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            if (isRaster(input) && !inputs.containsKey(name + SUFFIX)) {
                all.put(name, optional(input));
                all.put(name + SUFFIX, file(input));
            } else {
                all.put(name, input);
            }
        });
        return all;
    }

    private static boolean isRaster(Parameter<?> input) {
        return GridCoverage2D.class.isAssignableFrom(input.type);
    }

    private static <T> Parameter<T> optional(Parameter<T> input) {
        return new Parameter<>(
                input.key,
                input.type,
                input.title,
                input.description,
                false,
                0,
                input.maxOccurs,
                input.sample,
                input.metadata);
    }

    private static Parameter<String> file(Parameter<?> raster) {
        String pattern = raster.maxOccurs > 1 ? "; * and ? in the file's name stand for any characters" : "";
        String name = raster.key + SUFFIX;
        return new Parameter<>(
                name,
                String.class,
                new SimpleInternationalString(name),
                new SimpleInternationalString("Instead of " + raster.key
                        + ": path of a GeoTIFF below the server's folder for rasters, such as scenes/" + raster.key
                        + ".tif" + pattern + "."),
                false,
                0,
                raster.maxOccurs,
                null,
                null);
    }

    @Override
    public Map<String, Parameter<?>> outputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
        return outputs;
    }

    @Override
    public Map<String, Object> run(
            Process tool, Map<String, Parameter<?>> inputs, Map<String, Object> arguments, ProgressListener listener) {
        List<RasterInput> opened = new ArrayList<>();
        try {
            Map<String, Object> given = new HashMap<>(arguments);
            for (Parameter<?> input : inputs.values()) {
                if (isRaster(input) && !inputs.containsKey(input.key + SUFFIX)) {
                    replace(input, given, opened);
                }
            }
            return tool.execute(given, listener);
        } finally {
            opened.forEach(RasterInput::close);
        }
    }

    private void replace(Parameter<?> input, Map<String, Object> arguments, List<RasterInput> opened) {
        String name = input.key + SUFFIX;
        boolean named = arguments.containsKey(name);
        Object value = arguments.remove(name);
        Collection<?> words = value instanceof Collection<?> many ? many : Arrays.asList(value);
        if (!named || words.isEmpty()) {
            if (input.minOccurs > 0 && arguments.get(input.key) == null) {
                throw new IllegalArgumentException(
                        input.key + " is missing: give a raster, or with " + name + " the path of one on the server");
            }
            return;
        }
        if (arguments.get(input.key) != null) {
            throw new IllegalArgumentException(input.key + " and " + name + " are both given; give one of them");
        }
        List<GridCoverage2D> rasters = new ArrayList<>();
        for (Object word : words) {
            String path = Objects.toString(word, "").strip();
            for (Path file : input.maxOccurs > 1 ? files(name, path) : List.of(file(name, path))) {
                RasterInput raster = RasterInput.open(name, file, shown(file));
                opened.add(raster);
                rasters.add(raster.coverage());
            }
        }
        arguments.put(input.key, input.maxOccurs > 1 ? rasters : rasters.get(0));
    }

    private String shown(Path file) {
        return file.equals(folder) ? "." : printable(folder.relativize(file).toString());
    }

    /** A path, or a pattern in its last part; in order of name. */
    private List<Path> files(String name, String word) {
        Path path = below(name, word);
        String last = path.getFileName().toString();
        if (last.chars().noneMatch(c -> c == '*' || c == '?')) {
            return List.of(file(name, word));
        }
        TreeSet<Path> found = new TreeSet<>();
        Path parent = path.getParent();
        if (isInside(parent)) {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(parent, literal(last))) {
                matching.forEach(found::add);
            } catch (IOException e) {
                throw new IllegalArgumentException(name + ": " + printable(word) + " cannot be listed", e);
            }
        }
        found.removeIf(file -> !isInside(file));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": no file matches " + printable(word) + " in the server's folder for rasters");
        }
        return List.copyOf(found);
    }

    /** Only * and ? are patterns here. */
    private static String literal(String pattern) {
        return pattern.replaceAll("[\\[\\]{}\\\\]", "\\\\$0");
    }

    private Path file(String name, String word) {
        Path path = below(name, word);
        if (!isInside(path)) {
            throw new IllegalArgumentException(
                    name + ": there is no file " + printable(word) + " in the server's folder for rasters");
        }
        return path;
    }

    private Path below(String name, String word) {
        try {
            Path path = Path.of(word);
            boolean climbs = false;
            for (Path part : path) {
                climbs |= part.toString().equals("..");
            }
            if (!word.isEmpty() && !path.isAbsolute() && !climbs) {
                return folder.resolve(path).normalize();
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + ": '" + printable(word) + "' is not a file name", e);
        }
        throw new IllegalArgumentException(name + " must be a path below the server's folder for rasters, without '..',"
                + " such as scenes/before.tif, was '" + printable(word) + "'");
    }

    /** Answers are XML, which cannot hold control characters. */
    private static String printable(String word) {
        return word.replaceAll("\\p{Cntrl}", "?");
    }

    /** Whether it exists and, all links followed, lies in the folder. */
    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
