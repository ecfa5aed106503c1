package org.deforma.standalone.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.host.files.RasterInput;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wps.Execute.Complex;
import org.deforma.standalone.wps.Execute.Given;
import org.deforma.standalone.wps.Execute.Literal;
import org.deforma.standalone.wps.Execute.Reference;
import org.deforma.standalone.wps.Execute.Upload;
import org.geotools.api.data.Parameter;

/**
 * The inputs of a run, checked against the process before it begins. Rasters are looked for then, and opened when it
 * runs.
 */
final class Inputs {
    /** By which GeoServer's clients name its own layers. */
    private static final String WCS = "http://geoserver/wcs";

    private final Tool tool;
    private final Sources sources;
    private final Map<String, Path> parts;
    private final Map<String, List<Value>> values = new LinkedHashMap<>();

    /** A value when it is needed. */
    @FunctionalInterface
    private interface Value {
        Object open(Opened opened);
    }

    /** What is opened for a run. */
    interface Opened {
        /** Will be closed after the run. */
        RasterInput add(RasterInput raster);
    }

    /**
     * Checks.
     *
     * @param tool to be run
     * @param given its inputs
     * @param sources of rasters
     * @param parts files that came with the request, by name
     * @throws WpsException for a missing input, too many values, or one that cannot be read
     */
    Inputs(Tool tool, List<Given> given, Sources sources, Map<String, Path> parts) throws IOException {
        this.tool = tool;
        this.sources = sources;
        this.parts = parts;
        for (Given each : given) {
            Parameter<?> input = tool.input(each.input());
            values.computeIfAbsent(input.key, key -> new ArrayList<>()).add(value(input, each.value()));
        }
        tool.inputs().values().forEach(this::count);
    }

    private void count(Parameter<?> input) {
        int count = values.getOrDefault(input.key, List.of()).size();
        if (count == 0 && input.minOccurs > 0) {
            throw WpsException.missing(input.key, input.key + " is missing: " + input.description);
        }
        if (count < input.minOccurs) {
            throw WpsException.missing(
                    input.key, input.key + " needs " + input.minOccurs + " values or more, " + count + " are given");
        }
        if (input.maxOccurs >= 0 && count > input.maxOccurs) {
            throw WpsException.invalid(
                    input.key,
                    input.key + " takes at most " + input.maxOccurs + (input.maxOccurs == 1 ? " value, " : " values, ")
                            + count + " are given");
        }
    }

    private Value value(Parameter<?> input, Execute.Value value) throws IOException {
        if (Kind.of(input) == Kind.RASTER) {
            return raster(input.key, value);
        }
        boolean literal = Kind.of(input) == Kind.LITERAL;
        Object read;
        if (value instanceof Literal text) {
            read = literal ? Literals.read(input, text.text()) : Geometries.read(input, text.text(), false);
        } else if (value instanceof Complex complex && !(literal && complex.xml())) {
            read = literal
                    ? Literals.read(input, complex.text())
                    : Geometries.read(input, complex.text(), complex.xml());
        } else {
            throw WpsException.invalid(
                    input.key,
                    input.key + " must stand in the request itself, as "
                            + (literal ? "LiteralData" : "ComplexData with well-known text, GeoJSON or GML"));
        }
        return opened -> read;
    }

    private Value raster(String input, Execute.Value value) {
        if (value instanceof Upload upload) {
            Path file = upload.file()
                    .orElseThrow(() -> WpsException.invalid(input, input + " is empty; send a GeoTIFF in base64"));
            return opened -> opened.add(sources.files().upload(input, file, "the raster in the request"))
                    .coverage();
        }
        if (value instanceof Reference reference) {
            if (reference.href().startsWith("cid:")) {
                return part(input, Kvp.decode(reference.href().substring("cid:".length())));
            }
            return layer(input, coverage(input, reference));
        }
        throw WpsException.invalid(
                input,
                input + " is a raster: refer to a layer (" + WCS + "), or send a GeoTIFF in base64 as ComplexData or"
                        + " as a part of the request (cid:NAME)");
    }

    private Value part(String input, String name) {
        Path file = parts.get(name);
        if (file == null) {
            throw WpsException.invalid(input, input + ": no part of the request is named '" + name + "'");
        }
        return opened -> opened.add(sources.files().upload(input, file, "the part '" + name + "'"))
                .coverage();
    }

    private static CoverageRequest coverage(String input, Reference reference) {
        String href = reference.href();
        if (href.equals(WCS) || href.startsWith(WCS + "?")) {
            return reference
                    .body()
                    .orElseGet(() -> CoverageRequest.read(
                            input, Kvp.of(href.substring(Math.min(href.length(), WCS.length() + 1)))));
        }
        throw WpsException.invalid(
                input,
                input + ": nothing is fetched from '" + href + "'; refer to a layer of this server with " + WCS
                        + ", or send the raster with the request");
    }

    private Value layer(String input, CoverageRequest request) {
        String missing = input + ": there is no layer '" + request.layer() + "'; deforma:Layers lists them";
        if (sources.layers().apply(request.layer()).isEmpty()) {
            throw WpsException.invalid(input, missing);
        }
        return opened -> {
            // It may have gone or changed while the run waited for its turn.
            Layer layer =
                    sources.layers().apply(request.layer()).orElseThrow(() -> new IllegalArgumentException(missing));
            RasterInput raster = opened.add(RasterInput.open(input, layer.file(), "layer " + layer.fullName()));
            return LayerWindow.of(input, layer, raster, request.box());
        };
    }

    /**
     * The values for the process: one, or a list where the input takes many.
     *
     * @throws IllegalArgumentException for a raster that cannot be read, or a layer that has gone; what was opened
     *     before is in {@code opened}
     */
    Map<String, Object> open(Opened opened) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<String, List<Value>> each : values.entrySet()) {
            List<Object> all = new ArrayList<>();
            for (Value value : each.getValue()) {
                all.add(value.open(opened));
            }
            int most = tool.input(each.getKey()).maxOccurs;
            arguments.put(each.getKey(), most > 1 || most < 0 ? all : all.get(0));
        }
        return arguments;
    }
}
