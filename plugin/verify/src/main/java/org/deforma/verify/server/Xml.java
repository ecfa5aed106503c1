package org.deforma.verify.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.deforma.verify.table.Failed;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of an answer, asked by local names.
 *
 * @param element in a tree that knows namespaces
 */
public record Xml(Element element) {
    private static final String SAFE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** The root of a document; fails where it is not well-formed. */
    public static Xml parse(byte[] document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(SAFE, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return new Xml(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
        } catch (SAXException e) {
            throw new Failed("well-formed XML", e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the JDK's parser cannot be used", e);
        }
    }

    /** Its own local name. */
    public String name() {
        return element.getLocalName();
    }

    /** All elements of a local name below this one, in order. */
    public List<Xml> all(String name) {
        return list(element.getElementsByTagNameNS("*", name));
    }

    /** Its children of a local name, in order. */
    public List<Xml> children(String name) {
        return list(element.getChildNodes()).stream()
                .filter(child -> child.name().equals(name))
                .toList();
    }

    /** The first element of a local name below this one. */
    public Optional<Xml> find(String name) {
        return all(name).stream().findFirst();
    }

    /** The first element of a local name below this one; fails where there is none. */
    public Xml first(String name) {
        return find(name).orElseThrow(() -> new Failed("an element " + name + " in " + name(), "none"));
    }

    /** All text in it. */
    public String text() {
        return element.getTextContent().strip();
    }

    /** An attribute without a namespace, empty where there is none. */
    public String attribute(String name) {
        return element.getAttribute(name);
    }

    private static List<Xml> list(NodeList nodes) {
        List<Xml> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child) {
                elements.add(new Xml(child));
            }
        }
        return elements;
    }
}
