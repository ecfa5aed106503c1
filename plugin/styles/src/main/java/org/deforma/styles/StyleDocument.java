package org.deforma.styles;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.deforma.api.style.StyleFit;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A Styled Layer Descriptor 1.0 with one user style that shows one band in a ramp of colours, as those of the folder {@code
 * styles} are.
 */
final class StyleDocument {
    private static final String SLD = "http://www.opengis.net/sld";

    private final Document document;

    private StyleDocument(Document document) {
        this.document = document;
    }

    /** Reads; always with the parser of the JDK, as a host may bring one that knows other features. */
    static StyleDocument parse(String sld) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new StyleDocument(factory.newDocumentBuilder().parse(new InputSource(new StringReader(sld))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("a shipped style cannot be read", e);
        }
    }

    /** Gives it another name, title, band and range. */
    StyleDocument fit(StyleFit fit) {
        Element style = elements("UserStyle").get(0);
        child(style, "Name").setTextContent(fit.name());
        child(style, "Title").setTextContent(fit.title());
        elements("SourceChannelName").get(0).setTextContent(Integer.toString(fit.band() + 1));
        List<Element> entries = elements("ColorMapEntry");
        double stretch = fit.limit() / quantity(entries.get(entries.size() - 1));
        ValueLabels labels = new ValueLabels(fit.limit(), fit.unit());
        for (Element entry : entries) {
            double quantity = quantity(entry) * stretch;
            entry.setAttribute("quantity", ValueLabels.number(quantity, 6));
            if (entry.hasAttribute("label")) {
                entry.setAttribute("label", labels.of(quantity));
            }
        }
        return this;
    }

    /** The document as text. */
    String text() {
        try {
            StringWriter text = new StringWriter();
            document.setXmlStandalone(true);
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a style cannot be written", e);
        }
    }

    private static double quantity(Element entry) {
        return Double.parseDouble(entry.getAttribute("quantity"));
    }

    private static Element child(Element parent, String name) {
        return (Element) parent.getElementsByTagNameNS(SLD, name).item(0);
    }

    private List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagNameNS(SLD, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
