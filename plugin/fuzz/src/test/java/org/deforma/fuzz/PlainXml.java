package org.deforma.fuzz;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Whether an answer is XML at all: what clients sent comes back in it, in whatever characters. */
public final class PlainXml {
    private PlainXml() {}

    /**
     * Checks.
     *
     * @throws AssertionError when it is not well-formed
     */
    public static void check(byte... document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw new AssertionError("the answer is not XML", e);
        }
    }
}
