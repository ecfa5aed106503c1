package org.deforma.standalone.wps;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Parameter;

/** The answer to DescribeProcess. */
final class Description {
    private static final Map<Class<?>, String> TYPES = Map.of(
            Integer.class, "xs:int",
            Long.class, "xs:long",
            Double.class, "xs:double",
            Float.class, "xs:float",
            Boolean.class, "xs:boolean");

    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private Description() {}

    /**
     * Writes the document.
     *
     * @param uploadBytes largest request [B]
     */
    static void write(Xml xml, List<Tool> tools, long uploadBytes) throws IOException {
        xml.root("wps:ProcessDescriptions", "wpsDescribeProcess_response.xsd", () -> {
            xml.attribute("service", "WPS");
            xml.attribute("version", "1.0.0");
            xml.attribute("xml:lang", "en");
            for (Tool tool : tools) {
                xml.element("ProcessDescription", () -> process(xml, tool, uploadBytes));
            }
        });
        xml.end();
    }

    /** What both a list and a description say of a process. */
    static void brief(Xml xml, Tool tool) throws IOException {
        xml.attribute("wps:processVersion", tool.version());
        xml.element("ows:Identifier", tool.id());
        xml.element("ows:Title", tool.title());
        xml.optional("ows:Abstract", tool.description());
    }

    private static void process(Xml xml, Tool tool, long uploadBytes) throws IOException {
        xml.attribute("storeSupported", "true");
        xml.attribute("statusSupported", "true");
        brief(xml, tool);
        if (!tool.inputs().isEmpty()) {
            xml.element("DataInputs", () -> {
                for (Parameter<?> input : tool.inputs().values()) {
                    xml.element("Input", () -> input(xml, input, uploadBytes));
                }
            });
        }
        xml.element("ProcessOutputs", () -> {
            for (Parameter<?> output : tool.outputs().values()) {
                xml.element("Output", () -> output(xml, output));
            }
        });
    }

    private static void named(Xml xml, Parameter<?> parameter) throws IOException {
        xml.element("ows:Identifier", parameter.key);
        xml.element("ows:Title", parameter.title == null ? parameter.key : parameter.title.toString());
        xml.optional("ows:Abstract", parameter.description == null ? "" : parameter.description.toString());
    }

    private static void input(Xml xml, Parameter<?> input, long uploadBytes) throws IOException {
        xml.attribute("minOccurs", String.valueOf(Math.max(0, input.minOccurs)));
        xml.attribute("maxOccurs", String.valueOf(input.maxOccurs < 1 ? Integer.MAX_VALUE : input.maxOccurs));
        named(xml, input);
        switch (Kind.of(input)) {
            case RASTER ->
                xml.element("ComplexData", () -> {
                    xml.attribute("maximumMegabytes", String.valueOf(uploadBytes / BYTES_PER_MEGABYTE));
                    formats(xml, "base64", ToolRun.TIFF);
                });
            case GEOMETRY ->
                xml.element("ComplexData", () -> formats(xml, "", Geometries.GML, Geometries.WKT, Geometries.JSON));
            case LITERAL -> xml.element("LiteralData", () -> literal(xml, input));
        }
    }

    private static void output(Xml xml, Parameter<?> output) throws IOException {
        named(xml, output);
        switch (Kind.of(output)) {
            case RASTER -> xml.element("ComplexOutput", () -> formats(xml, "base64", ToolRun.TIFF));
            case GEOMETRY -> xml.element("ComplexOutput", () -> formats(xml, "", Geometries.WKT, Geometries.JSON));
            case LITERAL -> xml.element("LiteralOutput", () -> type(xml, output));
        }
    }

    /** The first is the default. */
    private static void formats(Xml xml, String encoding, String... mimeTypes) throws IOException {
        xml.element("Default", () -> format(xml, mimeTypes[0], encoding));
        xml.element("Supported", () -> {
            for (String mimeType : mimeTypes) {
                format(xml, mimeType, encoding);
            }
        });
    }

    private static void format(Xml xml, String mimeType, String encoding) throws IOException {
        xml.element("Format", () -> {
            xml.element("MimeType", mimeType);
            xml.optional("Encoding", encoding);
        });
    }

    private static void type(Xml xml, Parameter<?> parameter) throws IOException {
        xml.optional("ows:DataType", TYPES.getOrDefault(parameter.type, ""));
    }

    private static void literal(Xml xml, Parameter<?> input) throws IOException {
        type(xml, input);
        Object least = input.metadata.get(Parameter.MIN);
        Object most = input.metadata.get(Parameter.MAX);
        List<?> options = input.metadata.get(Parameter.OPTIONS) instanceof List<?> given
                ? given
                : input.type.isEnum() ? Arrays.asList(input.type.getEnumConstants()) : List.of();
        if (!options.isEmpty()) {
            xml.element("ows:AllowedValues", () -> {
                for (Object option : options) {
                    xml.element("ows:Value", option.toString());
                }
            });
        } else if (least != null || most != null) {
            xml.element(
                    "ows:AllowedValues",
                    () -> xml.element("ows:Range", () -> {
                        xml.attribute(
                                "ows:rangeClosure",
                                least == null ? "open-closed" : most == null ? "closed-open" : "closed");
                        if (least != null) {
                            xml.element("ows:MinimumValue", text(least));
                        }
                        if (most != null) {
                            xml.element("ows:MaximumValue", text(most));
                        }
                    }));
        } else {
            xml.element("ows:AnyValue", "");
        }
        if (input.sample != null) {
            xml.element("DefaultValue", text(input.sample));
        }
    }

    private static String text(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            // Bounds of whole numbers are given as 8.0 too.
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
