package org.deforma.standalone.wps;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that anybody may have sent, piece by piece: no DTD, no entities but XML's own, nothing from elsewhere, no
 * deep nesting, no long names, no text longer than asked for. Elements and attributes are known by their local names.
 */
final class XmlReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_NAME = 200;
    private static final byte[] MARKUP = "<![CDATA[]]>?-'\"".getBytes(US_ASCII);

    private final XMLStreamReader xml;
    private int depth;

    /** What is done with an element; what it leaves unread is skipped. */
    @FunctionalInterface
    interface Child {
        void read(String name) throws IOException;
    }

    /** Takes a text piece by piece. */
    @FunctionalInterface
    interface Sink {
        void take(char[] chars, int offset, int length) throws IOException;
    }

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** The JDK's own, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is read from elsewhere");
        });
        return factory;
    }

    /** Begins at the root element of a request. */
    static XmlReader of(InputStream in) throws IOException {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new MarkupLimit(in));
            checkEncoding(xml.getEncoding());
            checkEncoding(xml.getCharacterEncodingScheme());
            return new XmlReader(xml).root();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** The limit reads markup as ASCII, as it is in UTF-8 and most others. */
    private static void checkEncoding(String name) {
        try {
            if (name == null || new String(MARKUP, Charset.forName(name)).equals(new String(MARKUP, US_ASCII))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid("request", "the encoding '" + name + "' is not known; send UTF-8");
        }
        throw WpsException.invalid("request", "the encoding " + name + " is not read; send UTF-8");
    }

    /** Begins at the root element of a text. */
    static XmlReader of(String text) throws IOException {
        try {
            return new XmlReader(factory().createXMLStreamReader(new StringReader(text))).root();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private XmlReader root() throws IOException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and the like.
        }
        return this;
    }

    /** Local name of the element that is read. */
    String name() {
        return xml.getLocalName();
    }

    /** An attribute of the element that begins here; empty when it is missing. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i).strip();
            }
        }
        return "";
    }

    /** Whether an attribute of the element that begins here is true. */
    boolean flag(String name) {
        String value = attribute(name).toLowerCase(Locale.ROOT);
        return value.equals("true") || value.equals("1");
    }

    /** What the reader stands on. */
    XMLStreamReader cursor() {
        return xml;
    }

    /** Next event; see {@link XMLStreamConstants}. */
    int next() throws IOException {
        try {
            if (!xml.hasNext()) {
                throw WpsException.invalid("request", "the request is empty");
            }
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.DTD ->
                    throw WpsException.invalid("request", "a DOCTYPE is not allowed in requests");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw WpsException.invalid("request", "entities are not allowed in requests");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > MAX_DEPTH
                            || xml.getAttributeCount() > MAX_ATTRIBUTES
                            || xml.getLocalName().length() > MAX_NAME) {
                        throw WpsException.invalid(
                                "request",
                                "the request nests more than " + MAX_DEPTH + " elements, or has one with more than "
                                        + MAX_ATTRIBUTES + " attributes or a name of more than " + MAX_NAME
                                        + " characters");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            return event;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static WpsException broken(XMLStreamException e) throws IOException {
        // Some of the parser's exceptions name their cause in one way, some in the other.
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            throwIfUnreadable(cause);
        }
        throwIfUnreadable(e.getNestedException());
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
        String message = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
        return WpsException.invalid("request", "the request is not well-formed XML" + place + ": " + message);
    }

    /** A request that does not come; bytes that are no text are the client's mistake. */
    private static void throwIfUnreadable(Throwable cause) throws IOException {
        if (cause instanceof IOException unreadable && !(cause instanceof CharConversionException)) {
            throw unreadable;
        }
    }

    /** Reads the children of the element that begins here, to its end. */
    void children(Child child) throws IOException {
        mixed((chars, offset, length) -> {}, child);
    }

    private void skipTo(int level) throws IOException {
        while (depth >= level) {
            next();
        }
    }

    /**
     * Text of the element that begins here, to its end.
     *
     * @param limit of its length
     */
    String text(int limit) throws IOException {
        String name = xml.getLocalName();
        StringBuilder text = new StringBuilder();
        text((chars, offset, length) -> {
            if (text.length() + length > limit) {
                throw WpsException.invalid(name, name + " holds more than " + limit + " characters");
            }
            text.append(chars, offset, length);
        });
        return text.toString();
    }

    /** Hands over the text of the element that begins here, to its end. */
    void text(Sink sink) throws IOException {
        String name = xml.getLocalName();
        mixed(sink, child -> {
            throw WpsException.invalid(name, name + " must hold text, not the element " + child);
        });
    }

    /** Reads text and children of the element that begins here, to its end. */
    void mixed(Sink sink, Child child) throws IOException {
        int parent = depth;
        while (depth >= parent) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    int level = depth;
                    child.read(xml.getLocalName());
                    skipTo(level);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    sink.take(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                default -> {}
            }
        }
    }
}
