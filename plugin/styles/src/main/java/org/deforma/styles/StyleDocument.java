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
import org.deforma.api.model.ModelClass;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleRange;
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

    /** Gives it another name, title, band and range: what is at zero stays there. */
    StyleDocument fit(StyleFit fit) {
        List<Element> entries = elements("ColorMapEntry");
        double low = quantity(entries.get(0)) * fit.limit() / quantity(entries.get(entries.size() - 1));
        return fit(new StyleRange(fit.name(), fit.title(), fit.band(), low, fit.limit(), fit.unit()));
    }

    /** Gives it another name, title, band and range. */
    StyleDocument fit(StyleRange range) {
        Element style = elements("UserStyle").get(0);
        child(style, "Name").setTextContent(range.name());
        child(style, "Title").setTextContent(range.title());
        elements("SourceChannelName").get(0).setTextContent(Integer.toString(range.band() + 1));
        List<Element> entries = elements("ColorMapEntry");
        double first = quantity(entries.get(0));
        double last = quantity(entries.get(entries.size() - 1));
        ValueLabels labels = new ValueLabels(range.low(), range.high(), range.unit());
        for (Element entry : entries) {
            double share = (quantity(entry) - first) / (last - first);
            double quantity = (1 - share) * range.low() + share * range.high();
            entry.setAttribute("quantity", labels.quantity(quantity));
            if (entry.hasAttribute("label")) {
                entry.setAttribute("label", labels.of(quantity));
            }
        }
        return this;
    }

    /** Makes its map of colours one of a colour for each value, in the place of the ramp. */
    StyleDocument classes(String name, String title, List<ModelClass> classes) {
        Element style = elements("UserStyle").get(0);
        child(style, "Name").setTextContent(name);
        child(style, "Title").setTextContent(title);
        style.removeChild(child(style, "Abstract"));
        Element map = elements("ColorMap").get(0);
        map.setTextContent("");
        map.setAttribute("type", "values");
        for (ModelClass each : classes) {
            Element entry = document.createElementNS(SLD, "ColorMapEntry");
            entry.setAttribute("color", each.colour());
            entry.setAttribute("quantity", Integer.toString(each.value()));
            entry.setAttribute("label", each.title());
            map.appendChild(entry);
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
