package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deforma.standalone.wps.Execute.Complex;
import org.deforma.standalone.wps.Execute.Form;
import org.deforma.standalone.wps.Execute.Given;
import org.deforma.standalone.wps.Execute.Literal;
import org.deforma.standalone.wps.Execute.Reference;
import org.deforma.standalone.wps.Execute.Upload;
import org.deforma.standalone.wps.Execute.Value;
import org.deforma.standalone.wps.Execute.Wanted;

/** Reads an Execute document. Rasters go to files while they are read, however long they are. */
final class ExecuteXml {
    private static final int MAX_NAME = 1000;
    private static final int MAX_TEXT = 10_000_000;
    private static final int MAX_ALL = 20_000_000;
    private static final int MAX_INPUTS = 10_000;

    private final XmlReader xml;
    private final Function<String, Vocabulary> tools;
    private final Scratch scratch;
    private final List<Given> inputs = new ArrayList<>();
    private final List<Wanted> outputs = new ArrayList<>();
    private Vocabulary tool;
    private long length;
    private Form form = new Form(Optional.empty(), List.of(), false, false, false);

    private ExecuteXml(XmlReader xml, Function<String, Vocabulary> tools, Scratch scratch) {
        this.xml = xml;
        this.tools = tools;
        this.scratch = scratch;
    }

    /**
     * Reads to the end of the element Execute that begins here.
     *
     * @param tools finds the names that a process knows
     * @param scratch for rasters that are in the document
     * @throws WpsException for a document of another form, an unknown process, input or output
     */
    static Execute read(XmlReader xml, Function<String, Vocabulary> tools, Scratch scratch) throws IOException {
        ExecuteXml reader = new ExecuteXml(xml, tools, scratch);
        xml.children(reader::part);
        reader.tool();
        return new Execute(reader.tool.id(), reader.inputs, reader.form);
    }

    /** Reads a request that {@link ExecuteWriter} wrote. */
    static Execute readKept(String document) throws IOException {
        // There are no rasters in it, so that nothing will be written.
        return read(XmlReader.of(document), Vocabulary::any, new Scratch(Path.of("none")));
    }

    private Vocabulary tool() {
        if (tool == null) {
            throw WpsException.missing("Identifier", "the request must name its process first, as ows:Identifier");
        }
        return tool;
    }

    private void part(String name) throws IOException {
        switch (name) {
            case "Identifier" -> tool = tools.apply(xml.text(MAX_NAME).strip());
            case "DataInputs" ->
                xml.children(child -> {
                    if (child.equals("Input")) {
                        inputs.add(input());
                    }
                    if (inputs.size() > MAX_INPUTS) {
                        throw WpsException.invalid("DataInputs", "more than " + MAX_INPUTS + " inputs are given");
                    }
                });
            case "ResponseForm" -> xml.children(this::form);
            default -> {}
        }
    }

    private Given input() throws IOException {
        String[] name = {""};
        Value[] value = new Value[1];
        xml.children(child -> {
            switch (child) {
                case "Identifier" -> name[0] = tool().input(xml.text(MAX_NAME).strip());
                case "Data" -> xml.children(data -> value[0] = data(data, named(name[0])));
                case "Reference" -> value[0] = reference(named(name[0]));
                default -> {}
            }
        });
        if (value[0] == null) {
            throw WpsException.missing(
                    named(name[0]), name[0] + " has no value: give Data with LiteralData or ComplexData, or Reference");
        }
        return new Given(name[0], value[0]);
    }

    private static String named(String name) {
        if (name.isEmpty()) {
            throw WpsException.missing("Identifier", "an Input must begin with its ows:Identifier");
        }
        return name;
    }

    private Value data(String form, String input) throws IOException {
        return switch (form) {
            case "LiteralData" -> new Literal(counted(xml.text(MAX_TEXT)));
            case "ComplexData" -> {
                String mimeType = xml.attribute("mimeType");
                yield tool().isRaster(input) ? upload(input, mimeType) : complex(input, mimeType);
            }
            default ->
                throw WpsException.invalid(
                        input, input + " is given as " + form + "; LiteralData and ComplexData are understood");
        };
    }

    private Upload upload(String input, String mimeType) throws IOException {
        Path file = scratch.file(".tif");
        try (OutputStream out = Scratch.write(file)) {
            Base64Sink sink = new Base64Sink(input, out);
            xml.text(sink);
            sink.end();
        }
        return new Upload(mimeType, Files.size(file) == 0 ? Optional.empty() : Optional.of(file));
    }

    /** Text, or one element. */
    private Complex complex(String input, String mimeType) throws IOException {
        StringBuilder text = new StringBuilder();
        String[] element = {""};
        xml.mixed(
                (chars, offset, length) -> {
                    if (text.length() + length > MAX_TEXT) {
                        throw WpsException.invalid(input, input + " holds more than " + MAX_TEXT + " characters");
                    }
                    text.append(chars, offset, length);
                },
                name -> element[0] = XmlCopy.text(xml, MAX_TEXT));
        return element[0].isEmpty()
                ? new Complex(mimeType, counted(text.toString().strip()), false)
                : new Complex(mimeType, counted(element[0]), true);
    }

    /** Many long texts are one long text. */
    private String counted(String text) {
        length += text.length();
        if (length > MAX_ALL) {
            throw WpsException.invalid(
                    "DataInputs", "the texts of all inputs together hold more than " + MAX_ALL + " characters");
        }
        return text;
    }

    private Reference reference(String input) throws IOException {
        String mimeType = xml.attribute("mimeType");
        String href = xml.attribute("href");
        CoverageRequest[] body = new CoverageRequest[1];
        xml.children(child -> {
            if (child.equals("Body")) {
                xml.children(request -> {
                    if (request.equals("GetCoverage")) {
                        body[0] = CoverageRequest.read(input, xml);
                    }
                });
            }
        });
        return new Reference(mimeType, href, Optional.ofNullable(body[0]));
    }

    private void form(String kind) throws IOException {
        if (kind.equals("RawDataOutput")) {
            form = new Form(Optional.of(wanted()), List.of(), false, false, false);
        } else if (kind.equals("ResponseDocument")) {
            boolean store = xml.flag("storeExecuteResponse");
            boolean status = xml.flag("status");
            boolean lineage = xml.flag("lineage");
            xml.children(child -> {
                if (child.equals("Output")) {
                    outputs.add(wanted());
                }
            });
            form = new Form(Optional.empty(), List.copyOf(outputs), store, status, lineage);
        }
    }

    private Wanted wanted() throws IOException {
        String mimeType = xml.attribute("mimeType");
        boolean asReference = xml.flag("asReference");
        String[] name = {""};
        xml.children(child -> {
            if (child.equals("Identifier")) {
                name[0] = tool().output(xml.text(MAX_NAME).strip());
            }
        });
        return new Wanted(named(name[0]), mimeType, asReference);
    }
}
