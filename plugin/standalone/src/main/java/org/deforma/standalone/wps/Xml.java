package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a document, element in element; whatever is written as text stays text. */
final class Xml {
    static final String WPS = "http://www.opengis.net/wps/1.0.0";
    static final String OWS = "http://www.opengis.net/ows/1.1";
    static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamWriter out;

    /** What is inside an element. */
    @FunctionalInterface
    interface Content {
        void write() throws IOException;
    }

    private interface Step {
        void write() throws XMLStreamException;
    }

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** A document in UTF-8. */
    static Xml to(OutputStream stream) throws IOException {
        try {
            Xml xml = new Xml(
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, StandardCharsets.UTF_8.name()));
            xml.step(() -> xml.out.writeStartDocument("UTF-8", "1.0"));
            return xml;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** A document as text. */
    static Xml to(Writer writer) throws IOException {
        try {
            return new Xml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private void step(Step step) throws IOException {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static IOException broken(XMLStreamException e) {
        return e.getNestedException() instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }

    /**
     * The outermost element, with the namespaces of WPS answers.
     *
     * @param schema file of the schema in the folder of WPS 1.0.0; empty for none
     */
    void root(String name, String schema, Content content) throws IOException {
        step(() -> out.writeStartElement(name));
        attribute("xmlns:wps", WPS);
        attribute("xmlns:ows", OWS);
        attribute("xmlns:xlink", XLINK);
        if (!schema.isEmpty()) {
            attribute("xmlns:xsi", XSI);
            attribute("xsi:schemaLocation", WPS + " http://schemas.opengis.net/wps/1.0.0/" + schema);
        }
        content.write();
        step(out::writeEndElement);
    }

    /** Ends the document. */
    void end() throws IOException {
        step(() -> {
            out.writeEndDocument();
            out.flush();
        });
    }

    /** An element with what is in it. */
    void element(String name, Content content) throws IOException {
        step(() -> out.writeStartElement(name));
        content.write();
        step(out::writeEndElement);
    }

    /** An element that holds a text. */
    void element(String name, String text) throws IOException {
        element(name, () -> text(text));
    }

    /** An element that holds a text, if there is one. */
    void optional(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            element(name, text);
        }
    }

    /** An attribute of the element just begun. */
    void attribute(String name, String value) throws IOException {
        step(() -> out.writeAttribute(name, clean(value)));
    }

    /** An attribute of the element just begun, if it has a value. */
    void optionalAttribute(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            attribute(name, value);
        }
    }

    /** Text in the element just begun. */
    void text(String text) throws IOException {
        step(() -> out.writeCharacters(clean(text)));
    }

    /** The bytes as text in the element just begun. */
    void base64(InputStream in) throws IOException {
        // Of a multiple of three, so that pieces can be put together.
        byte[] block = new byte[3 * 16 * 1024];
        int read = in.readNBytes(block, 0, block.length);
        while (read > 0) {
            byte[] bytes = read == block.length ? block : java.util.Arrays.copyOf(block, read);
            String text = Base64.getEncoder().encodeToString(bytes);
            step(() -> out.writeCharacters(text));
            read = in.readNBytes(block, 0, block.length);
        }
    }

    /** Copies an element that is a document of its own, namespaces included. */
    void copy(String document) throws IOException {
        XmlCopy.copy(XmlReader.of(document), out);
    }

    /** XML cannot hold all characters: the others become U+FFFD. */
    static String clean(String text) {
        int[] bad = text.codePoints().filter(c -> !isAllowed(c)).limit(1).toArray();
        if (bad.length == 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
