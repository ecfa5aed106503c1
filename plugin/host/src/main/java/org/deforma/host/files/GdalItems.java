package org.deforma.host.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The items of the metadata tag that GDAL and the tools write into a GeoTIFF: names and units of bands, the tool that made it.
 * What is missing, or cannot be made out, is empty: they are a help, not a need. Reads a few kilobytes. Immutable.
 */
public final class GdalItems {
    private static final int TAG = 42112;
    private static final int MAX_LENGTH = 1 << 24;

    /** By number of the band, -1 for the whole file, and name. */
    private final Map<String, String> items = new HashMap<>();

    private GdalItems() {}

    /**
     * Reads the items of a file's first image.
     *
     * @param file any file; one that is no TIFF has none
     * @throws IOException when it cannot be read
     */
    public static GdalItems of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<TiffBytes> tiff = TiffBytes.of(channel);
            return tiff.isEmpty() ? none() : of(text(tiff.get()));
        } catch (EOFException | IllegalArgumentException e) {
            return none();
        }
    }

    /**
     * Reads the items of the tag itself, which each image of a file has for itself.
     *
     * @param xml what is in it
     */
    public static GdalItems of(String xml) {
        GdalItems items = new GdalItems();
        try {
            items.parse(xml);
        } catch (XMLStreamException e) {
            // As far as it can be read.
        }
        return items;
    }

    /** No items. */
    public static GdalItems none() {
        return new GdalItems();
    }

    /** The process that made the file, such as {@code deforma:Displacement}; empty for a file of another origin. */
    public String tool() {
        return item(-1, "DEFORMA_TOOL");
    }

    /**
     * Name of a band.
     *
     * @param band counted from 0
     */
    public String name(int band) {
        return item(band, "DESCRIPTION");
    }

    /**
     * Unit of a band, such as {@code m}; empty for a pure number too.
     *
     * @param band counted from 0
     */
    public String unit(int band) {
        return item(band, "UNITTYPE");
    }

    /**
     * How a band of a smaller copy was made of the larger image, such as {@code AVERAGE} or {@code MODE}.
     *
     * @param band counted from 0
     */
    public String resampling(int band) {
        return item(band, "RESAMPLING");
    }

    private String item(int band, String name) {
        return items.getOrDefault(band + " " + name, "");
    }

    private static String text(TiffBytes tiff) throws IOException {
        for (ByteBuffer entry : tiff.entries(tiff.first())) {
            if (TiffBytes.tag(entry) == TAG) {
                long length = tiff.values(entry);
                if (length < 1 || length > MAX_LENGTH) {
                    return "";
                }
                // The tag ends with a zero.
                return StandardCharsets.UTF_8
                        .decode(tiff.data(entry, (int) length))
                        .toString()
                        .replace("\0", "");
            }
        }
        return "";
    }

    private void parse(String xml) throws XMLStreamException {
        if (xml.isBlank()) {
            return;
        }
        // The JDK's own, whatever the host has; nothing outside of the text is looked at.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Item")
                    && reader.getAttributeValue(null, "domain") == null) {
                String sample = reader.getAttributeValue(null, "sample");
                String name = reader.getAttributeValue(null, "name");
                items.put((sample == null ? "-1" : sample) + " " + name, unescaped(reader.getElementText()));
            }
        }
    }

    /** GDAL escapes what it writes twice, and takes it back twice when it reads. */
    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
