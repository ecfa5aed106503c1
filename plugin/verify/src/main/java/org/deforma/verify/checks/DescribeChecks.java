package org.deforma.verify.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deforma.verify.server.Wps;
import org.deforma.verify.server.Xml;
import org.deforma.verify.table.Failed;

/** What the server says of the tools. */
final class DescribeChecks {
    private static final List<String> TOOLS = List.of(
            "deforma:Classify",
            "deforma:ClassifyCoherence",
            "deforma:Displacement",
            "deforma:Import",
            "deforma:Layers",
            "deforma:Magnitude",
            "deforma:Models",
            "deforma:RemoveLayer",
            "deforma:RenameLayer",
            "deforma:Sample");
    private static final List<String> RASTER_OUTPUTS = List.of("result", "report", "layer", "wms");

    /** Outputs of tools that are unlike the others. */
    private static final Map<String, List<String>> OUTPUTS = Map.of(
            "deforma:Magnitude",
            List.of("result", "layer", "wms"),
            "deforma:Models",
            List.of("models"),
            "deforma:Layers",
            List.of("layers"),
            "deforma:RenameLayer",
            List.of("layer"),
            "deforma:RemoveLayer",
            List.of("layer"),
            "deforma:Sample",
            List.of("values"));

    /** Inputs that can be left out, with their defaults; empty for none. */
    private static final Map<String, Map<String, String>> OPTIONAL = Map.of(
            "deforma:Displacement",
            Map.ofEntries(
                    Map.entry("band", "0"),
                    Map.entry("method", "ICGN"),
                    Map.entry("window", "32"),
                    Map.entry("step", "8"),
                    Map.entry("searchRange", "8"),
                    Map.entry("minCorrelation", "0.4"),
                    Map.entry("medianThreshold", "0"),
                    Map.entry("removeRamp", "none"),
                    Map.entry("area", ""),
                    Map.entry("model", ""),
                    Map.entry("device", "auto"),
                    Map.entry("beforeFile", ""),
                    Map.entry("afterFile", ""),
                    Map.entry("layer", "")),
            "deforma:ClassifyCoherence",
            Map.of("pairs", "", "model", "", "device", "auto", "coherenceFile", "", "layer", ""),
            "deforma:Classify",
            Map.of("bands", "", "model", "", "device", "auto", "rasterFile", "", "layer", ""),
            "deforma:Magnitude",
            Map.of("layer", ""),
            "deforma:Models",
            Map.of(),
            "deforma:Layers",
            Map.of(),
            "deforma:RenameLayer",
            Map.of(),
            "deforma:RemoveLayer",
            Map.of(),
            "deforma:Import",
            Map.of("rasterFile", "", "layer", ""),
            "deforma:Sample",
            Map.of("crs", "", "count", "200", "dataFile", ""));

    /** Inputs of a few words. */
    private static final Map<String, Map<String, List<String>>> WORDS = Map.of(
            "deforma:Displacement",
            Map.of("method", List.of("ICGN", "CNN"), "removeRamp", List.of("none", "offset", "plane")));

    private DescribeChecks() {}

    static void run(Site site) {
        site.table().check("GetCapabilities lists " + String.join(", ", TOOLS), () -> {
            List<String> there = site.wps().tools();
            Failed.unless(there.containsAll(TOOLS), "all of them", there);
            return there.size() + " processes";
        });
        for (String tool : TOOLS) {
            site.table().check("DescribeProcess of " + tool, () -> tool(site.wps(), tool));
        }
    }

    private static String tool(Wps wps, String tool) throws IOException, InterruptedException {
        Xml description = wps.describe(tool);
        Failed.unless(!description.children("Abstract").get(0).text().isEmpty(), "an abstract", "none");
        Map<String, Xml> inputs = new TreeMap<>();
        for (Xml input : description.all("Input")) {
            inputs.put(input.first("Identifier").text(), input);
            Failed.unless(
                    input.children("Abstract").stream()
                            .anyMatch(text -> !text.text().isEmpty()),
                    "each input described",
                    input.first("Identifier").text() + " is not");
        }
        OPTIONAL.get(tool).forEach((name, value) -> {
            Failed.unless(inputs.containsKey(name), "an input " + name, inputs.keySet());
            optional(name, inputs.get(name), value);
        });
        WORDS.getOrDefault(tool, Map.of()).forEach((name, words) -> {
            List<String> allowed =
                    inputs.get(name).all("Value").stream().map(Xml::text).toList();
            Failed.unless(allowed.equals(words), name + " to be one of " + words, allowed);
        });
        List<String> outputs = new ArrayList<>();
        description
                .all("Output")
                .forEach(output -> outputs.add(output.first("Identifier").text()));
        List<String> expected = OUTPUTS.getOrDefault(tool, RASTER_OUTPUTS);
        Failed.unless(outputs.equals(expected), "the outputs " + expected, outputs);
        return inputs.size() + " inputs, " + outputs.size() + " outputs";
    }

    private static void optional(String name, Xml input, String value) {
        Failed.unless(
                input.attribute("minOccurs").equals("0"),
                name + " to be optional",
                "minOccurs " + input.attribute("minOccurs"));
        String given = input.find("DefaultValue").map(Xml::text).orElse("");
        boolean same = given.equals(value) || given.equals(value + ".0");
        Failed.unless(same, "default '" + value + "' of " + name, "'" + given + "'");
    }
}
