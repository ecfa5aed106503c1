package org.deforma.standalone.wps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Geometries as GML 3.1.1, and as far as it looks the same as 2 and 3.2: points, lines, polygons, many of them, and
 * boxes, by {@code pos}, {@code posList}, {@code coordinates} or {@code coord}. Two or three numbers a position;
 * heights are left out. Curves other than straight lines are refused.
 */
final class GmlReader {
    private static final int MAX_TEXT = 10_000_000;

    private final GeometryFactory factory = new GeometryFactory();
    private final XmlReader xml;

    private GmlReader(XmlReader xml) {
        this.xml = xml;
    }

    /** @throws IllegalArgumentException when it is no geometry, saying what is wrong */
    static Geometry read(XmlReader xml) throws IOException {
        return new GmlReader(xml).geometry();
    }

    private Geometry geometry() throws IOException {
        return switch (xml.name()) {
            case "Point" -> {
                List<Coordinate> positions = positions();
                if (positions.size() != 1) {
                    throw new IllegalArgumentException("a Point needs one position, not " + positions.size());
                }
                yield factory.createPoint(positions.get(0));
            }
            case "LineString" -> factory.createLineString(positions().toArray(Coordinate[]::new));
            case "LinearRing" -> ring();
            case "Polygon" -> polygon();
            case "Envelope", "Box" -> box();
            case "MultiPoint" -> factory.createMultiPoint(parts(Point.class).toArray(Point[]::new));
            case "MultiLineString", "MultiCurve" ->
                factory.createMultiLineString(parts(LineString.class).toArray(LineString[]::new));
            case "MultiPolygon", "MultiSurface" ->
                factory.createMultiPolygon(parts(Polygon.class).toArray(Polygon[]::new));
            case "MultiGeometry" ->
                factory.createGeometryCollection(parts(Geometry.class).toArray(Geometry[]::new));
            default -> throw new IllegalArgumentException("there is no geometry " + xml.name() + " here");
        };
    }

    /** Members of a collection: geometries in elements such as pointMember or pointMembers. */
    private <T extends Geometry> List<T> parts(Class<T> type) throws IOException {
        List<T> parts = new ArrayList<>();
        xml.children(member -> {
            if (member.toLowerCase(Locale.ROOT).contains("member")) {
                xml.children(part -> {
                    Geometry geometry = geometry();
                    if (!type.isInstance(geometry)) {
                        throw new IllegalArgumentException(
                                "a " + geometry.getGeometryType() + " cannot be in a collection of another kind");
                    }
                    parts.add(type.cast(geometry));
                });
            }
        });
        return parts;
    }

    private Polygon polygon() throws IOException {
        List<LinearRing> rings = new ArrayList<>();
        xml.children(boundary -> {
            switch (boundary) {
                case "exterior", "outerBoundaryIs" -> xml.children(ring -> rings.add(0, ring()));
                case "interior", "innerBoundaryIs" -> xml.children(ring -> rings.add(ring()));
                default -> {}
            }
        });
        return Positions.polygon(factory, rings);
    }

    private LinearRing ring() throws IOException {
        if (!xml.name().equals("LinearRing")) {
            throw new IllegalArgumentException("rings of polygons must be LinearRing, not " + xml.name());
        }
        return factory.createLinearRing(positions().toArray(Coordinate[]::new));
    }

    private Geometry box() throws IOException {
        List<Coordinate> corners = positions();
        if (corners.size() != 2) {
            throw new IllegalArgumentException("an Envelope needs two corners, not " + corners.size());
        }
        return factory.toGeometry(new org.locationtech.jts.geom.Envelope(corners.get(0), corners.get(1)));
    }

    /** All positions in the element that begins here. */
    private List<Coordinate> positions() throws IOException {
        List<Coordinate> positions = new ArrayList<>();
        String outer = xml.attribute("srsDimension");
        xml.children(child -> {
            switch (child) {
                case "pos", "lowerCorner", "upperCorner" -> {
                    double[] numbers = numbers(xml.text(MAX_TEXT), "\\s+");
                    positions.addAll(positions(numbers, numbers.length));
                }
                case "posList" -> {
                    String own = xml.attribute("srsDimension");
                    String dimension = own.isEmpty() ? outer : own;
                    positions.addAll(positions(numbers(xml.text(MAX_TEXT), "\\s+"), dimension.equals("3") ? 3 : 2));
                }
                case "coordinates" -> coordinates(positions);
                case "coord" -> coord(positions);
                case "pointProperty", "pointRep" ->
                    xml.children(point -> positions.add(geometry().getCoordinate()));
                default -> {}
            }
        });
        return positions;
    }

    /** Tuples, {@code 1,2 3,4}, with separators that the element may name. */
    private void coordinates(List<Coordinate> positions) throws IOException {
        String decimal = separator("decimal", ".");
        String within = separator("cs", ",");
        String between = separator("ts", " ");
        String text = xml.text(MAX_TEXT).strip();
        for (String tuple : text.split(between.isBlank() ? "\\s+" : java.util.regex.Pattern.quote(between), -1)) {
            double[] numbers = numbers(
                    tuple.replace(decimal, "."), within.isBlank() ? "\\s+" : java.util.regex.Pattern.quote(within));
            positions.addAll(positions(numbers, numbers.length));
        }
    }

    private String separator(String attribute, String usual) {
        String value = xml.attribute(attribute);
        return value.isEmpty() ? usual : value;
    }

    private void coord(List<Coordinate> positions) throws IOException {
        double[] numbers = {Double.NaN, Double.NaN};
        xml.children(axis -> {
            if (axis.equals("X") || axis.equals("Y")) {
                numbers[axis.equals("X") ? 0 : 1] = numbers(xml.text(MAX_TEXT), "\\s+")[0];
            }
        });
        positions.addAll(positions(numbers, 2));
    }

    private static List<Coordinate> positions(double[] numbers, int dimension) {
        if (dimension < 2 || dimension > 3 || numbers.length % dimension != 0) {
            throw new IllegalArgumentException(
                    numbers.length + " numbers are not positions of " + dimension + " numbers each");
        }
        List<Coordinate> positions = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += dimension) {
            positions.add(Positions.of(numbers[i], numbers[i + 1]));
        }
        return positions;
    }

    private static double[] numbers(String text, String separator) {
        String[] words = text.strip().split(separator, -1);
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i].strip());
        }
        return numbers;
    }
}
