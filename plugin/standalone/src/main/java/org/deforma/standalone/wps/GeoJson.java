package org.deforma.standalone.wps;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometries as GeoJSON (RFC 7946, section 3.1), a feature's geometry included. Heights are left out. */
final class GeoJson {
    private static final int MAX_DEPTH = 16;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private GeoJson() {}

    /** @throws IllegalArgumentException when it is no geometry, saying what is wrong */
    static Geometry read(JsonObject json) {
        return read(json, 0);
    }

    private static Geometry read(JsonObject json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("it nests too deeply");
        }
        String type = json.has("type") && json.get("type").isJsonPrimitive()
                ? json.get("type").getAsString()
                : "";
        return switch (type) {
            case "Point" -> FACTORY.createPoint(position(array(json)));
            case "LineString" -> line(array(json));
            case "Polygon" -> polygon(array(json));
            case "MultiPoint" ->
                FACTORY.createMultiPointFromCoords(line(array(json)).getCoordinates());
            case "MultiLineString" ->
                FACTORY.createMultiLineString(
                        each(array(json)).map(GeoJson::line).toArray(LineString[]::new));
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        each(array(json)).map(GeoJson::polygon).toArray(Polygon[]::new));
            case "GeometryCollection" -> {
                List<Geometry> parts = new ArrayList<>();
                member(json, "geometries").forEach(part -> parts.add(read(part.getAsJsonObject(), depth + 1)));
                yield FACTORY.createGeometryCollection(parts.toArray(Geometry[]::new));
            }
            case "Feature" -> {
                if (!json.has("geometry") || !json.get("geometry").isJsonObject()) {
                    throw new IllegalArgumentException("the feature has no geometry");
                }
                yield read(json.getAsJsonObject("geometry"), depth + 1);
            }
            default -> throw new IllegalArgumentException("its type is '" + type + "', which is no geometry's");
        };
    }

    private static JsonArray array(JsonObject json) {
        return member(json, "coordinates");
    }

    private static JsonArray member(JsonObject json, String name) {
        if (!json.has(name) || !json.get(name).isJsonArray()) {
            throw new IllegalArgumentException("it has no array '" + name + "'");
        }
        return json.getAsJsonArray(name);
    }

    private static java.util.stream.Stream<JsonArray> each(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsJsonArray);
    }

    private static Coordinate position(JsonArray numbers) {
        if (numbers.size() < 2) {
            throw new IllegalArgumentException("a position needs two numbers");
        }
        return Positions.of(number(numbers.get(0)), number(numbers.get(1)));
    }

    private static double number(JsonElement element) {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isNumber()) {
            throw new IllegalArgumentException("a position holds " + element + ", which is no number");
        }
        return element.getAsDouble();
    }

    private static LineString line(JsonArray positions) {
        return FACTORY.createLineString(each(positions).map(GeoJson::position).toArray(Coordinate[]::new));
    }

    private static Polygon polygon(JsonArray rings) {
        List<LinearRing> all = each(rings)
                .map(ring -> FACTORY.createLinearRing(line(ring).getCoordinates()))
                .toList();
        return Positions.polygon(FACTORY, all);
    }

    /** Writes a geometry, x and y of each position. */
    static JsonObject write(Geometry geometry) {
        JsonObject json = new JsonObject();
        json.addProperty("type", geometry instanceof LinearRing ? "LineString" : geometry.getGeometryType());
        JsonArray parts = new JsonArray();
        if (geometry instanceof Point point) {
            json.add("coordinates", point.isEmpty() ? parts : position(point.getCoordinate()));
        } else if (geometry instanceof LineString line) {
            json.add("coordinates", positions(line));
        } else if (geometry instanceof Polygon polygon) {
            if (!polygon.isEmpty()) {
                parts.add(positions(polygon.getExteriorRing()));
            }
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                parts.add(positions(polygon.getInteriorRingN(i)));
            }
            json.add("coordinates", parts);
        } else {
            boolean mixed = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
            GeometryCollection collection = (GeometryCollection) geometry;
            for (int i = 0; i < collection.getNumGeometries(); i++) {
                JsonObject part = write(collection.getGeometryN(i));
                parts.add(mixed ? part : part.get("coordinates"));
            }
            json.add(mixed ? "geometries" : "coordinates", parts);
        }
        return json;
    }

    private static JsonArray positions(LineString line) {
        JsonArray positions = new JsonArray();
        for (Coordinate coordinate : line.getCoordinates()) {
            positions.add(position(coordinate));
        }
        return positions;
    }

    private static JsonArray position(Coordinate coordinate) {
        JsonArray numbers = new JsonArray();
        numbers.add(coordinate.x);
        numbers.add(coordinate.y);
        return numbers;
    }
}
