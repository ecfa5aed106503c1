package org.deforma.standalone.wms.style;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.deforma.standalone.wms.style.RasterStyle.BandProcess;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads the part of SLD 1.0 that is about rasters: the first {@code RasterSymbolizer} of the document, at every scale, with
 * {@code ChannelSelection} by number, {@code ColorMap} and {@code Opacity}, and GeoServer's {@code Transformation}. Other
 * elements, such as {@code ContrastEnhancement}, change nothing.
 */
public final class StyleReader {
    /** Most of the document that a message repeats [characters]. */
    private static final int LONGEST = 100;

    private StyleReader() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException with one sentence when it is not well formed, or is no style of a raster
     */
    public static RasterStyle read(String sld) {
        Element root = parse(sld);
        Element symbolizer = all(root, "RasterSymbolizer")
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the style holds no RasterSymbolizer"));
        Element type = ancestor(symbolizer, "FeatureTypeStyle");
        Element style = ancestor(symbolizer, "UserStyle");
        return new RasterStyle(
                text(style, "Title").orElse(text(style, "Name").orElse("")),
                text(style, "Abstract").orElse(""),
                child(type, "Transformation").map(StyleReader::process),
                bands(symbolizer),
                child(symbolizer, "ColorMap").map(StyleReader::colours),
                text(symbolizer, "Opacity").map(each -> number("Opacity", each)).orElse(1.0));
    }

    private static Element parse(String sld) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new InputSource(new StringReader(sld))).getDocumentElement();
        } catch (SAXException e) {
            throw new IllegalArgumentException("the style is no well-formed XML: " + shown(e.getMessage()), e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("a text cannot be read as XML", e);
        }
    }

    /** The parser's own handler prints. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private static List<Integer> bands(Element symbolizer) {
        Optional<Element> selection = child(symbolizer, "ChannelSelection");
        if (selection.isEmpty()) {
            return List.of(0);
        }
        List<Integer> bands = new ArrayList<>();
        for (String channel : List.of("GrayChannel", "RedChannel", "GreenChannel", "BlueChannel")) {
            child(selection.get(), channel).ifPresent(each -> bands.add(band(channel, each)));
        }
        return bands;
    }

    private static int band(String channel, Element element) {
        String name = text(element, "SourceChannelName").orElse("");
        if (!name.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(
                    channel + " names the band '" + shown(name) + "'; bands are numbered from 1 here");
        }
        return Integer.parseInt(name) - 1;
    }

    private static ColourMap colours(Element map) {
        String type = map.getAttribute("type");
        List<ColourMap.Entry> entries = children(map, "ColorMapEntry")
                .map(each -> new ColourMap.Entry(
                        number("quantity", each.getAttribute("quantity")), argb(each), each.getAttribute("label")))
                .toList();
        return new ColourMap(
                switch (type) {
                    case "", "ramp" -> ColourMap.Type.RAMP;
                    case "intervals" -> ColourMap.Type.INTERVALS;
                    case "values" -> ColourMap.Type.VALUES;
                    default ->
                        throw new IllegalArgumentException(
                                "ColorMap has the type '" + shown(type) + "'; ramp, intervals and values are known");
                },
                entries);
    }

    private static int argb(Element entry) {
        String colour = entry.getAttribute("color");
        if (!colour.matches("(#|0[xX])[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("the colour '" + shown(colour) + "' is not written like #RRGGBB");
        }
        double opacity = entry.hasAttribute("opacity") ? number("opacity", entry.getAttribute("opacity")) : 1;
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must be 0 to 1, was " + opacity);
        }
        return Integer.parseInt(colour.substring(colour.length() - 6), 16) | (int) (opacity * 255 + 0.5) << 24;
    }

    private static BandProcess process(Element transformation) {
        Element function = child(transformation, "Function")
                .orElseThrow(() -> new IllegalArgumentException("Transformation holds no Function"));
        String raster = null;
        Map<String, String> settings = new LinkedHashMap<>();
        for (Element parameter : children(function, "Function").toList()) {
            List<String> words = children(parameter, "Literal")
                    .map(each -> each.getTextContent().strip())
                    .toList();
            if (!parameter.getAttribute("name").toLowerCase(Locale.ROOT).equals("parameter") || words.isEmpty()) {
                throw new IllegalArgumentException(
                        "Transformation must give its inputs as Function 'parameter' with Literals");
            }
            if (words.size() == 1) {
                raster = words.get(0);
            } else {
                settings.put(words.get(0), words.get(1));
            }
        }
        if (raster == null) {
            throw new IllegalArgumentException("Transformation names no input that takes the raster");
        }
        return new BandProcess(function.getAttribute("name"), raster, settings);
    }

    private static double number(String name, String text) {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is no finite number.
        }
        throw new IllegalArgumentException(name + " is '" + shown(text) + "', which is no number");
    }

    /** What stands in the document, on one line and not too long to be repeated. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static Stream<Element> children(Element parent, String name) {
        Stream.Builder<Element> found = Stream.builder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found.build();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(each -> each.getTextContent().strip());
    }

    private static Stream<Element> all(Element root, String name) {
        var nodes = root.getElementsByTagNameNS("*", name);
        Stream.Builder<Element> found = Stream.builder();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found.build();
    }

    private static Element ancestor(Element element, String name) {
        for (Node node = element.getParentNode(); node != null; node = node.getParentNode()) {
            if (node instanceof Element parent && name.equals(parent.getLocalName())) {
                return parent;
            }
        }
        throw new IllegalArgumentException("RasterSymbolizer stands outside of a " + name);
    }
}
