package org.deforma.processes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.SampleParameters;
import org.deforma.api.raster.SampleTool;
import org.deforma.api.raster.SampledValues;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.Geometry;

/** Values of a raster at places, as a process. */
@DescribeProcess(
        title = "Values at places",
        description = "Looks up the values of a raster at points, or along a line as a profile; reads no more of"
                + " it than lies around them.")
public final class SampleProcess {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private static final MathContext COORDINATE = new MathContext(15);

    private final SampleTool tool;

    SampleProcess(SampleTool tool) {
        this.tool = tool;
    }

    /**
     * Parses, delegates, writes.
     *
     * @throws IllegalArgumentException for a value out of its range
     */
    @DescribeResult(
            name = "values",
            type = String.class,
            primary = true,
            description = "A JSON object: crs of the places, length of the line and its unit, bands with name and unit,"
                    + " distance of each place along the line, x and y as in points, and values, a list with one"
                    + " number a band for each place. Distances are metres: on the ellipsoid where the crs is"
                    + " geographic or Mercator, else of the projection. null where there is no data or no line.")
    public String execute(
            @DescribeParameter(name = "data", description = "The raster to look into.") GridCoverage2D data,
            @DescribeParameter(
                            name = "points",
                            description = "A LineString, along which equally spaced places are taken, its ends"
                                    + " included; or a Point or MultiPoint of up to 10000 places. x is always"
                                    + " east or longitude, y north or latitude.")
                    Geometry points,
            @DescribeParameter(
                            name = "crs",
                            description =
                                    "Reference system of points, such as EPSG:4326. Left out: that of the raster.",
                            min = 0)
                    String crs,
            @DescribeParameter(
                            name = "count",
                            description = "How many places to take along a line.",
                            min = 0,
                            defaultValue = "200",
                            minValue = 2,
                            maxValue = SampleParameters.MOST)
                    Integer count,
            ProgressListener listener) {
        Optional<String> code = Optional.ofNullable(crs).filter(given -> !given.isBlank());
        return GSON.toJson(toJson(tool.sample(data, new SampleParameters(points, code, count), listener)));
    }

    private static JsonObject toJson(SampledValues sampled) {
        JsonObject json = new JsonObject();
        json.addProperty("crs", sampled.crs().orElse(null));
        json.addProperty(
                "length",
                sampled.distance()
                        .map(distance -> millimetres(distance[distance.length - 1]))
                        .orElse(null));
        json.addProperty("unit", sampled.unit());
        JsonArray bands = new JsonArray();
        for (Band band : sampled.bands()) {
            JsonObject each = new JsonObject();
            each.addProperty("name", band.name());
            each.addProperty("unit", band.unit());
            bands.add(each);
        }
        json.add("bands", bands);
        json.add("distance", sampled.distance().map(SampleProcess::distances).orElse(null));
        json.add("x", coordinates(sampled.x()));
        json.add("y", coordinates(sampled.y()));
        JsonArray places = new JsonArray(sampled.values().length);
        for (float[] values : sampled.values()) {
            JsonArray place = new JsonArray(values.length);
            for (float value : values) {
                if (Float.isNaN(value)) {
                    place.add(JsonNull.INSTANCE);
                } else {
                    place.add(value);
                }
            }
            places.add(place);
        }
        json.add("values", places);
        return json;
    }

    /** Without the digits that come from rounding, such as 99.10799999999999. */
    private static JsonArray coordinates(double[] values) {
        JsonArray json = new JsonArray(values.length);
        for (double each : values) {
            json.add(new BigDecimal(each).round(COORDINATE).doubleValue());
        }
        return json;
    }

    private static JsonArray distances(double[] distance) {
        JsonArray json = new JsonArray(distance.length);
        for (double each : distance) {
            json.add(millimetres(each));
        }
        return json;
    }

    /** Digits beyond say nothing. */
    private static double millimetres(double length) {
        return Math.round(length * 1000) / 1000.0;
    }
}
