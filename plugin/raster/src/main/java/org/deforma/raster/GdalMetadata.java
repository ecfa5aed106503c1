package org.deforma.raster;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The items of GDAL's metadata tag: {@code <GDALMetadata><Item name="FIRST_DATE">2018-01-06</Item>...}, those of a band with
 * {@code sample="0"}. A tag that is not well-formed counts as far as it can be read. Immutable.
 */
final class GdalMetadata {
    /** Item of a band that is its name. */
    static final String BAND_NAME = "DESCRIPTION";

    private final Map<String, String> items = new LinkedHashMap<>();
    private final Map<Integer, Map<String, String>> bands = new TreeMap<>();

    private GdalMetadata() {}

    /** Reads the tag's text; empty for a file without it. */
    static GdalMetadata of(String xml) {
        GdalMetadata result = new GdalMetadata();
        if (!xml.isBlank()) {
            // The JDK's own, whatever the host has; nothing outside of the text is looked at.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            try {
                XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT
                            && reader.getLocalName().equals("Item")) {
                        result.item(reader);
                    }
                }
            } catch (XMLStreamException e) {
                // Dates and names are a help, not a need; what asks for them says so when they are missing.
            }
        }
        return result;
    }

    private void item(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getAttributeValue(null, "name");
        String sample = reader.getAttributeValue(null, "sample");
        String domain = reader.getAttributeValue(null, "domain");
        String text = unescaped(reader.getElementText());
        if (name == null || domain != null) {
            return;
        }
        if (sample == null) {
            items.put(name, text);
        } else if (sample.matches("[0-9]{1,6}")) {
            bands.computeIfAbsent(Integer.valueOf(sample), band -> new LinkedHashMap<>())
                    .put(name, text);
        }
    }

    /**
     * A value as it stands in an item, before it is written as XML. GDAL takes two escapes back, of which the second finds
     * something only behind an ampersand.
     */
    static String escaped(String value) {
        return value.replace("&", "&amp;");
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** Items of the whole file. */
    Map<String, String> items() {
        return items;
    }

    /** Items of a band, counted from 0. */
    Map<String, String> band(int band) {
        return bands.getOrDefault(band, Map.of());
    }
}
