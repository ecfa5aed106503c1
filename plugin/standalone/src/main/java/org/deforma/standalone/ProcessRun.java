package org.deforma.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.deforma.host.files.RasterInput;
import org.deforma.host.files.RasterName;
import org.deforma.host.tools.ProcessCatalog;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;

/**
 * One run of a process on files: opens the rasters, executes, writes the result, closes everything.
 *
 * @param output the file written, where the process makes a raster
 * @param report what the process says, where it says something
 * @param seconds from opening the first file to the finished result [s]
 */
record ProcessRun(Optional<Path> output, Optional<String> report, double seconds) {

    /**
     * Runs.
     *
     * @param session opens its files, is told of progress, and cancels
     * @param process what to run
     * @param arguments its inputs
     * @param output file for its raster; empty for a process that makes none
     * @throws IllegalArgumentException for files that cannot be read or written
     * @throws ProcessException when the process fails; nothing was written then
     * @throws CancellationException when it was cancelled, whatever failed after that; nothing was written then
     * @throws IOException when the result cannot be written
     */
    static ProcessRun of(Session session, ProcessCatalog.Entry process, Arguments arguments, Optional<Path> output)
            throws IOException {
        long start = System.nanoTime();
        ProgressListener listener = session.progress();
        List<RasterInput> opened = new ArrayList<>();
        try {
            Map<String, Object> inputs = new LinkedHashMap<>();
            arguments.values().forEach((name, values) -> {
                List<Object> given = values.stream()
                        .map(value -> value instanceof RasterName raster ? open(session, name, raster, opened) : value)
                        .toList();
                inputs.put(name, arguments.many(name) ? given : given.get(0));
            });
            Optional<RasterOutput> target = target(process, arguments, output);
            Map<String, Object> results = process.create().execute(inputs, listener);
            return finish(results, target, start);
        } catch (ProcessException e) {
            if (listener.isCanceled()) {
                // What fails while the JVM ends, such as the start of an engine, is no news to whoever ended it.
                throw cancelled(e);
            }
            throw e;
        } finally {
            opened.forEach(RasterInput::close);
        }
    }

    private static CancellationException cancelled(ProcessException failure) {
        CancellationException cancelled = new CancellationException("cancelled");
        cancelled.initCause(failure);
        return cancelled;
    }

    private static GridCoverage2D open(Session session, String name, RasterName file, List<RasterInput> opened) {
        RasterInput input = session.rasterFiles().open(name, file);
        opened.add(input);
        return input.coverage();
    }

    private static Optional<RasterOutput> target(
            ProcessCatalog.Entry process, Arguments arguments, Optional<Path> output) {
        boolean makesRaster =
                process.outputs().values().stream().anyMatch(result -> result.type == GridCoverage2D.class);
        if (makesRaster && output.isEmpty()) {
            throw new IllegalArgumentException("--output is missing: the GeoTIFF file to write");
        }
        if (!makesRaster && output.isPresent()) {
            throw new IllegalArgumentException(process.name() + " makes no raster; leave out --output");
        }
        List<Path> inputs = arguments.values().values().stream()
                .flatMap(List::stream)
                .filter(RasterName.class::isInstance)
                .map(raster -> ((RasterName) raster).path())
                .toList();
        return output.map(file -> RasterOutput.to(file, inputs));
    }

    private static ProcessRun finish(Map<String, Object> results, Optional<RasterOutput> target, long start)
            throws IOException {
        Optional<String> report = results.values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
        for (Object result : results.values()) {
            if (result instanceof GridCoverage2D coverage && target.isPresent()) {
                try (RasterOutput file = target.get()) {
                    file.write(coverage);
                } finally {
                    coverage.dispose(true);
                }
            }
        }
        return new ProcessRun(target.map(RasterOutput::file), report, (System.nanoTime() - start) / 1e9);
    }
}
