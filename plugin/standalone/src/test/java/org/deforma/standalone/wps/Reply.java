package org.deforma.standalone.wps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a client got. */
final class Reply {
    private final int status;
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * A reply.
     *
     * @param status of HTTP
     * @param contentType of the body
     * @param headers others
     * @param body all of it
     */
    Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    static Reply of(Answer answer) throws IOException {
        try (answer) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            answer.write(body);
            if (answer.length() >= 0) {
                assertEquals(answer.length(), body.size(), "length said");
            }
            return new Reply(answer.status(), answer.contentType(), answer.headers(), body.toByteArray());
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Document xml() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return fail("not XML: " + text(), e);
        }
    }

    /** Fails unless the document is valid. */
    Reply valid() {
        try {
            Schemas.wps().newValidator().validate(new DOMSource(xml()));
            return this;
        } catch (SAXException | IOException e) {
            return fail(e.getMessage() + "\n" + text(), e);
        }
    }

    /** Texts that an XPath finds. Prefixes: wps, ows, xlink. */
    List<String> all(String path) {
        XPath xpath = XPathFactory.newInstance().newXPath();
        xpath.setNamespaceContext(new Namespaces());
        try {
            NodeList nodes = (NodeList) xpath.evaluate(path, xml(), XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (XPathExpressionException e) {
            return fail(e);
        }
    }

    /** The one text that an XPath finds. */
    String one(String path) {
        List<String> all = all(path);
        assertEquals(1, all.size(), () -> path + " in " + text());
        return all.get(0);
    }

    private static final class Namespaces implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return switch (prefix) {
                case "wps" -> Xml.WPS;
                case "ows" -> Xml.OWS;
                case "xlink" -> Xml.XLINK;
                default -> "";
            };
        }

        @Override
        public String getPrefix(String uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.util.Iterator<String> getPrefixes(String uri) {
            throw new UnsupportedOperationException();
        }
    }
}
