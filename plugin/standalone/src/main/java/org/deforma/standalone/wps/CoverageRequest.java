package org.deforma.standalone.wps;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A reference to a layer: WCS GetCoverage, of which no more is understood than the layer and the box.
 *
 * @param layer with or without workspace
 * @param box what to take; empty for all
 */
record CoverageRequest(String layer, Optional<Box> box) {
    private static final int MAX_TEXT = 1000;

    /**
     * A box as it was written.
     *
     * @param crs in whatever form; empty for the layer's
     * @param lower two numbers in the order of the CRS' axes
     * @param upper two numbers in the order of the CRS' axes
     */
    record Box(String crs, List<Double> lower, List<Double> upper) {}

    /** Reads the element GetCoverage that begins here (WCS 1.1 or 1.0). */
    static CoverageRequest read(String input, XmlReader xml) throws IOException {
        String[] layer = {""};
        Box[] box = new Box[1];
        xml.children(name -> {
            switch (name) {
                case "Identifier", "sourceCoverage" ->
                    layer[0] = xml.text(MAX_TEXT).strip();
                case "DomainSubset", "domainSubset" ->
                    xml.children(part -> {
                        if (part.equals("BoundingBox")) {
                            box[0] = box(input, xml);
                        }
                    });
                default -> {}
            }
        });
        return of(input, layer[0], Optional.ofNullable(box[0]));
    }

    private static Box box(String input, XmlReader xml) throws IOException {
        String crs = xml.attribute("crs");
        String[] corners = {"", ""};
        xml.children(corner -> {
            if (corner.equals("LowerCorner") || corner.equals("UpperCorner")) {
                corners[corner.equals("LowerCorner") ? 0 : 1] = xml.text(MAX_TEXT);
            }
        });
        return new Box(crs, numbers(input, corners[0], "\\s+"), numbers(input, corners[1], "\\s+"));
    }

    /** Reads the parameters of an address. */
    static CoverageRequest read(String input, Kvp kvp) {
        String layer = kvp.get("identifier").or(() -> kvp.get("coverage")).orElse("");
        Optional<Box> box = kvp.get("boundingbox").or(() -> kvp.get("bbox")).map(text -> {
            List<String> parts = List.of(text.split(",", -1));
            if (parts.size() < 4) {
                throw bad(input, text);
            }
            String crs =
                    parts.size() > 4 ? parts.get(4).strip() : kvp.get("crs").orElse("");
            return new Box(
                    crs,
                    numbers(input, parts.get(0) + "," + parts.get(1), ","),
                    numbers(input, parts.get(2) + "," + parts.get(3), ","));
        });
        return of(input, layer, box);
    }

    private static CoverageRequest of(String input, String layer, Optional<Box> box) {
        if (layer.isEmpty()) {
            throw WpsException.invalid(
                    input, input + ": the reference names no layer; give its name as Identifier of GetCoverage");
        }
        return new CoverageRequest(layer, box);
    }

    private static List<Double> numbers(String input, String text, String separator) {
        try {
            List<Double> numbers = Arrays.stream(text.strip().split(separator, -1))
                    .map(String::strip)
                    .map(Double::valueOf)
                    .toList();
            if (numbers.size() == 2 && numbers.stream().allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw bad(input, text);
        }
        throw bad(input, text);
    }

    private static WpsException bad(String input, String text) {
        return WpsException.invalid(
                input, input + ": corners of a box are two numbers each, such as 500000 4994000, was '" + text + "'");
    }
}
