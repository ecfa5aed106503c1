package org.deforma.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Whether an answer is XML at all: what clients sent comes back in it, in whatever characters. */
public final class PlainXml {
    private PlainXml() {}

    /**
     * Checks.
     *
     * @throws AssertionError when it is not well-formed
     */
    public static void check(byte... document) throws IOException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        try {
            builder.parse(new ByteArrayInputStream(document));
        } catch (SAXException e) {
            throw new AssertionError("the answer is not XML", e);
        }
    }
}
