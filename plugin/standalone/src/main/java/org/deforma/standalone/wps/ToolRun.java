package org.deforma.standalone.wps;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.deforma.host.files.RasterInput;
import org.deforma.standalone.files.RasterOutput;
import org.deforma.standalone.jobs.JobOutput;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;

/** One run of a process: opens its rasters, runs it, makes texts and files of its results, and closes everything. */
final class ToolRun {
    /** Property of a coverage whose pixels are in a finished GeoTIFF already: its path. Part of Deforma's API. */
    private static final String FILE_PROPERTY = "org.deforma.file";

    static final String TIFF = "image/tiff";
    static final String TEXT = "text/plain";

    private final Tool tool;
    private final Inputs inputs;
    private final Map<String, String> wanted = new LinkedHashMap<>();

    /**
     * Prepares.
     *
     * @param tool to run
     * @param inputs checked
     * @param form says what results are needed; others are not written
     */
    ToolRun(Tool tool, Inputs inputs, Execute.Form form) {
        this.tool = tool;
        this.inputs = inputs;
        form.raw().ifPresent(raw -> wanted.put(raw.output(), raw.mimeType()));
        form.outputs().forEach(output -> wanted.put(output.output(), output.mimeType()));
        if (wanted.isEmpty()) {
            tool.outputs().keySet().forEach(output -> wanted.put(output, ""));
        }
    }

    /**
     * Runs.
     *
     * @param folder where files are written
     * @return the results that are wanted and there, in the order in which they are wanted
     * @throws org.geotools.process.ProcessException when it fails
     * @throws IllegalArgumentException for a raster that cannot be read
     * @throws CancellationException when cancelled
     * @throws IOException when a file cannot be written
     */
    List<JobOutput> run(Path folder, ProgressListener listener) throws IOException {
        List<RasterInput> opened = new ArrayList<>();
        Set<GridCoverage2D> rasters = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        try {
            Map<String, Object> arguments = inputs.open(raster -> {
                opened.add(raster);
                return raster;
            });
            Map<String, Object> results = tool.create().execute(arguments, listener);
            for (Object result : results.values()) {
                if (result instanceof GridCoverage2D raster) {
                    rasters.add(raster);
                }
            }
            List<JobOutput> outputs = new ArrayList<>();
            for (Map.Entry<String, String> output : wanted.entrySet()) {
                if (listener.isCanceled()) {
                    throw new CancellationException("cancelled");
                }
                Object result = results.get(output.getKey());
                if (result != null) {
                    outputs.add(output(folder, output.getKey(), output.getValue(), result));
                }
            }
            return outputs;
        } finally {
            opened.forEach(raster -> rasters.remove(raster.coverage()));
            rasters.forEach(raster -> raster.dispose(true));
            opened.forEach(RasterInput::close);
        }
    }

    private JobOutput output(Path folder, String name, String mimeType, Object result) throws IOException {
        Parameter<?> output = tool.output(name);
        if (result instanceof GridCoverage2D raster) {
            String file = name.replaceAll("[^A-Za-z0-9_-]", "_") + ".tif";
            write(raster, folder.resolve(file));
            return JobOutput.file(name, TIFF, file);
        }
        if (result instanceof Geometry geometry) {
            boolean json = mimeType.contains("json");
            return JobOutput.text(
                    name,
                    json ? Geometries.JSON : Geometries.WKT,
                    json ? new Gson().toJson(GeoJson.write(geometry)) : geometry.toText());
        }
        if (Kind.of(output) != Kind.LITERAL) {
            throw new IOException("the output " + name + " is a "
                    + result.getClass().getSimpleName() + ", not what the process says");
        }
        return JobOutput.text(name, "", String.valueOf(result));
    }

    /** A finished file is linked where the file system allows it, else copied. */
    private static void write(GridCoverage2D raster, Path target) throws IOException {
        if (raster.getProperty(FILE_PROPERTY) instanceof String finished) {
            try {
                Files.createLink(target, Path.of(finished));
                return;
            } catch (UnsupportedOperationException | IOException e) {
                Files.deleteIfExists(target);
            }
        }
        try (RasterOutput file = RasterOutput.to(target, List.of())) {
            file.write(raster);
        }
    }
}
