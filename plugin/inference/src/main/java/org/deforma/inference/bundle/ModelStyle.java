package org.deforma.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.Tensor;

/**
 * The style (SLD 1.0) that a model brings, read without trust: a server that is given it looks up what it refers to and
 * evaluates the expressions in it. So a style may hold what colours a raster, and nothing else: no document type, no references
 * to other files, no expressions, no functions.
 */
final class ModelStyle {
    static final String ENTRY = "style.sld";

    private static final Logger LOG = Logger.getLogger(ModelStyle.class.getName());
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_DEPTH = 16;
    private static final String SLD = "http://www.opengis.net/sld";

    private static final Set<String> ELEMENTS = Set.of(
            "StyledLayerDescriptor",
            "NamedLayer",
            "Name",
            "Title",
            "Abstract",
            "UserStyle",
            "IsDefault",
            "FeatureTypeStyle",
            "FeatureTypeName",
            "SemanticTypeIdentifier",
            "Rule",
            "MinScaleDenominator",
            "MaxScaleDenominator",
            "RasterSymbolizer",
            "Opacity",
            "ChannelSelection",
            "RedChannel",
            "GreenChannel",
            "BlueChannel",
            "GrayChannel",
            "SourceChannelName",
            "ContrastEnhancement",
            "Normalize",
            "Histogram",
            "GammaValue",
            "ColorMap",
            "ColorMapEntry");

    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** Attributes, and what may stand in them. */
    private static final Map<String, Pattern> ATTRIBUTES = Map.of(
            "version", Pattern.compile("1\\.0\\.0"),
            "type", Pattern.compile("ramp|intervals|values"),
            "extended", Pattern.compile("true|false"),
            "color", Pattern.compile("#[0-9A-Fa-f]{6}"),
            "quantity", NUMBER,
            "opacity", NUMBER,
            "label", ANY,
            "schemaLocation",
                    Pattern.compile(
                            "\\s*http://www\\.opengis\\.net/sld\\s+(http://schemas\\.opengis\\.net/sld/1\\.0\\.0/)?"
                                    + "StyledLayerDescriptor\\.xsd\\s*"));

    private ModelStyle() {}

    /**
     * The style of a model: its own, or one made of its classes where it has none that can be used.
     *
     * @param entries of its bundle
     * @param model what it gives
     * @param example of its output, which says the range of a regression's ramp
     */
    static String read(BundleEntries entries, ModelDescription model, Tensor example) throws IOException {
        Optional<InputStream> entry = entries.open(ENTRY);
        if (entry.isPresent()) {
            try (InputStream in = entry.get()) {
                return check(in.readNBytes(MAX_BYTES + 1));
            } catch (IllegalArgumentException e) {
                LOG.log(Level.WARNING, "model {0}: {1}; a style of its classes takes its place", new Object[] {
                    model.name(), e.getMessage()
                });
            }
        }
        return StyleWriter.write(model, example);
    }

    /**
     * The text of a style that is safe to use.
     *
     * @throws IllegalArgumentException for any other, in one sentence that begins with {@value #ENTRY}
     */
    static String check(byte[] sld) {
        require(sld.length <= MAX_BYTES, "is larger than " + (MAX_BYTES >> 10) + " KB");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sld))
                    .toString();
            // The mark that some editors put before UTF-8 is no XML.
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            check(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(ENTRY + " is not text in UTF-8", e);
        } catch (XMLStreamException e) {
            String why = e.getMessage().lines().reduce((first, last) -> last).orElse("");
            throw new IllegalArgumentException(ENTRY + " is not XML that can be read: " + why, e);
        }
    }

    private static void check(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
        try {
            String encoding = xml.getCharacterEncodingScheme();
            require(encoding == null || encoding.toUpperCase(Locale.ROOT).equals("UTF-8"), "is not text in UTF-8");
            int depth = 0;
            boolean raster = false;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        require(++depth <= MAX_DEPTH, "is nested deeper than " + MAX_DEPTH + " elements");
                        checkElement(xml, depth);
                        raster |= xml.getLocalName().equals("RasterSymbolizer");
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> checkText(xml.getText());
                    case XMLStreamConstants.DTD -> require(false, "has a document type");
                    case XMLStreamConstants.ENTITY_REFERENCE -> require(false, "refers to an entity");
                    case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        require(false, "has a processing instruction, " + xml.getPITarget());
                    default -> {
                        // Comments and white space.
                    }
                }
            }
            require(raster, "has no RasterSymbolizer");
        } finally {
            xml.close();
        }
    }

    private static void checkElement(XMLStreamReader xml, int depth) {
        String name = xml.getLocalName();
        require(
                SLD.equals(xml.getNamespaceURI()) && ELEMENTS.contains(name),
                "has an element that does not colour a raster, " + name);
        boolean root = name.equals("StyledLayerDescriptor");
        require(root == (depth == 1), "does not have StyledLayerDescriptor as its root");
        require(!root || "1.0.0".equals(xml.getAttributeValue(null, "version")), "is not of version 1.0.0");
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            Pattern allowed = ATTRIBUTES.get(attribute);
            require(allowed != null, "has an attribute that does not colour a raster, " + attribute);
            require(
                    allowed.matcher(xml.getAttributeValue(i)).matches(),
                    "has a value that " + attribute + " cannot have");
            checkText(xml.getAttributeValue(i));
        }
    }

    private static void checkText(String text) {
        require(!text.contains("${"), "has an expression, ${");
    }

    private static void require(boolean is, String otherwise) {
        if (!is) {
            // It may name what stands in the file, at whatever length.
            String sentence = ENTRY + " " + otherwise;
            throw new IllegalArgumentException(sentence.substring(0, Math.min(200, sentence.length())));
        }
    }
}
