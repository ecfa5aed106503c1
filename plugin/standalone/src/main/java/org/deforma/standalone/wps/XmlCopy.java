package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Copies an element with its namespaces from one document into another. */
final class XmlCopy {
    private XmlCopy() {}

    /**
     * The element that begins here, as a document of its own.
     *
     * @param limit of its length
     * @throws WpsException when it is longer
     */
    static String text(XmlReader in, int limit) throws IOException {
        String name = in.name();
        StringWriter text = new StringWriter() {
            @Override
            public void write(String more) {
                check(more.length());
                super.write(more);
            }

            @Override
            public void write(char[] more, int offset, int length) {
                check(length);
                super.write(more, offset, length);
            }

            private void check(int more) {
                if (getBuffer().length() + more > limit) {
                    throw WpsException.invalid(name, name + " holds more than " + limit + " characters");
                }
            }
        };
        XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
        try {
            XMLStreamWriter out = factory.createXMLStreamWriter(text);
            copy(in, out);
            out.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Copies the element that begins here, to its end. */
    static void copy(XmlReader in, XMLStreamWriter out) throws IOException {
        try {
            int depth = 0;
            int event = XMLStreamConstants.START_ELEMENT;
            while (true) {
                XMLStreamReader from = in.cursor();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        start(from, out);
                        depth++;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        out.writeEndElement();
                        depth--;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        out.writeCharacters(from.getTextCharacters(), from.getTextStart(), from.getTextLength());
                    default -> {}
                }
                if (depth == 0) {
                    return;
                }
                event = in.next();
            }
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void start(XMLStreamReader from, XMLStreamWriter out) throws XMLStreamException {
        String namespace = none(from.getNamespaceURI());
        out.writeStartElement(none(from.getPrefix()), from.getLocalName(), namespace);
        boolean own = false;
        for (int i = 0; i < from.getNamespaceCount(); i++) {
            String prefix = none(from.getNamespacePrefix(i));
            own |= prefix.equals(none(from.getPrefix()));
            declare(out, prefix, none(from.getNamespaceURI(i)));
        }
        if (!own && !namespace.isEmpty()) {
            declare(out, none(from.getPrefix()), namespace);
        }
        for (int i = 0; i < from.getAttributeCount(); i++) {
            String attribute = none(from.getAttributeNamespace(i));
            if (attribute.isEmpty()) {
                out.writeAttribute(from.getAttributeLocalName(i), from.getAttributeValue(i));
            } else {
                out.writeAttribute(
                        none(from.getAttributePrefix(i)),
                        attribute,
                        from.getAttributeLocalName(i),
                        from.getAttributeValue(i));
            }
        }
    }

    private static void declare(XMLStreamWriter out, String prefix, String namespace) throws XMLStreamException {
        if (prefix.isEmpty()) {
            out.writeDefaultNamespace(namespace);
        } else if (!prefix.equals("xml")) {
            out.writeNamespace(prefix, namespace);
        }
    }

    private static String none(String text) {
        return text == null ? "" : text;
    }
}
