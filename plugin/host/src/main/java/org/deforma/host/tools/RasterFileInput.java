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
import org.deforma.host.files.RasterFiles;
import org.deforma.host.files.RasterInput;
import org.deforma.host.files.RasterName;
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
    private final RasterFiles rasters;

    /**
     * Opens files below a folder only.
     *
     * @param folder need not exist yet
     * @param rasters opens them
     */
    public RasterFileInput(Path folder, RasterFiles rasters) {
        this.folder = folder.toAbsolutePath().normalize();
        this.rasters = rasters;
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
                        + ".tif" + pattern
                        + "; with GDAL also of a file of another format, such as velocity.nc:vel."),
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
        List<GridCoverage2D> coverages = new ArrayList<>();
        for (Object word : words) {
            String path = Objects.toString(word, "").strip();
            for (RasterName file : input.maxOccurs > 1 ? files(name, path) : List.of(file(name, path))) {
                RasterInput raster = open(name, file);
                opened.add(raster);
                coverages.add(raster.coverage());
            }
        }
        arguments.put(input.key, input.maxOccurs > 1 ? coverages : coverages.get(0));
    }

    private RasterInput open(String name, RasterName file) {
        // The administrator allows these, and their files are in no folder.
        return file.isVirtual() ? rasters.open(name, file) : rasters.open(name, file, shown(file.path()), folder);
    }

    private String shown(Path file) {
        return file.equals(folder) ? "." : printable(folder.relativize(file).toString());
    }

    /** A path, or a pattern in its last part, with a variable or without; in order of name. */
    private List<RasterName> files(String name, String word) {
        RasterName whole = split(name, word);
        if (whole.isVirtual() || Files.exists(below(name, whole.file()))) {
            return List.of(file(name, word));
        }
        int colon = word.indexOf(':');
        String pattern = colon < 0 ? word : word.substring(0, colon);
        String variable = colon < 0 ? "" : word.substring(colon + 1);
        Path path = below(name, pattern);
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
        return found.stream()
                .map(file -> new RasterName(file.toString(), variable))
                .toList();
    }

    /** Only * and ? are patterns here. */
    private static String literal(String pattern) {
        return pattern.replaceAll("[\\[\\]{}\\\\]", "\\\\$0");
    }

    private RasterName file(String name, String word) {
        RasterName raster = split(name, word);
        if (raster.isVirtual()) {
            return raster;
        }
        Path path = below(name, raster.file());
        if (!isInside(path)) {
            throw new IllegalArgumentException(
                    name + ": there is no file " + printable(word) + " in the server's folder for rasters");
        }
        return new RasterName(path.toString(), raster.variable());
    }

    /** The name as it was given; nothing outside of the folder is looked at. */
    private RasterName split(String name, String word) {
        if (word.startsWith("/vsi") && rasters.allowsVirtual()) {
            return RasterName.of(word);
        }
        return RasterName.of(word, part -> isInside(below(name, part)));
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
