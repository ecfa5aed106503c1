package org.deforma.raster.gdal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.service.component.annotations.Component;

/**
 * Opens raster files through GDAL, for hosts, which know this bundle by the types of Java and GeoTools alone: a function
 * from a {@linkplain GdalRequest#of request} to a coverage whose tiles are read when they are asked for. The coverage
 * keeps files open until it is disposed. Thread-safe.
 *
 * <p>The function throws an IllegalArgumentException for a file that cannot be read, with a message that goes on after the
 * file's name, and an IllegalStateException that says why where there is no GDAL.
 */
@Component(
        service = Function.class,
        property = {"deforma.raster.reader=GDAL", "osgi.command.scope=deforma", "osgi.command.function=readers"})
public final class GdalReader implements Function<Map<String, Object>, GridCoverage2D> {
    private final GdalLibrary library = new GdalLibrary();

    @Override
    public GridCoverage2D apply(Map<String, Object> request) {
        return open(GdalRequest.of(request));
    }

    /**
     * Command {@code readers}: says whether GDAL is there, and what it reads or why not.
     *
     * @return a JSON array of one object with {@code kind}, {@code name}, {@code available}, {@code description} and
     *     {@code note}
     */
    public String readers() {
        Optional<String> problem = library.problem();
        JsonObject reader = new JsonObject();
        reader.addProperty("kind", "reader");
        reader.addProperty("name", "gdal");
        reader.addProperty("available", problem.isEmpty());
        reader.addProperty("description", problem.isEmpty() ? "GDAL " + library.version() : "GDAL");
        reader.addProperty(
                "note",
                problem.map(reason -> reason + "; plugin/raster-gdal/install lets Deforma use it")
                        .orElseGet(() -> "reads " + library.formats()));
        JsonArray readers = new JsonArray();
        readers.add(reader);
        return readers.toString();
    }

    private GridCoverage2D open(GdalRequest request) {
        Optional<String> problem = library.problem();
        if (problem.isPresent()) {
            throw new IllegalStateException(problem.get());
        }
        List<String> drivers = library.drivers();
        if (!request.drivers().isEmpty()) {
            drivers = drivers.stream().filter(request.drivers()::contains).toList();
        }
        return GdalCoverage.open(request, drivers);
    }
}
