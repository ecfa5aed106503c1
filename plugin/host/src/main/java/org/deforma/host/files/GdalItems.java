package org.deforma.host.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
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
    private static final int MAX_ENTRIES = 4096;
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
            return of(text(channel));
        } catch (EOFException e) {
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

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer head = read(channel, ByteOrder.LITTLE_ENDIAN, 0, 8);
        ByteOrder order = head.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int magic = head.order(order).getShort(2);
        boolean big = magic == 43;
        if (head.get(0) != head.get(1) || (magic != 42 && !big)) {
            return "";
        }
        long at = big
                ? read(channel, order, 8, 8).getLong()
                : Integer.toUnsignedLong(read(channel, order, 4, 4).getInt());
        long count = big
                ? read(channel, order, at, 8).getLong()
                : read(channel, order, at, 2).getShort() & 0xffff;
        int width = big ? 20 : 12;
        if (count < 1 || count > MAX_ENTRIES) {
            return "";
        }
        ByteBuffer entries = read(channel, order, at + (big ? 8 : 2), (int) count * width);
        for (int i = 0; i < count; i++) {
            if ((entries.getShort(i * width) & 0xffff) == TAG) {
                return text(channel, entries.slice(i * width, width).order(order), big);
            }
        }
        return "";
    }

    private static String text(FileChannel channel, ByteBuffer entry, boolean big) throws IOException {
        long length = big ? entry.getLong(4) : Integer.toUnsignedLong(entry.getInt(4));
        if (length < 1 || length > MAX_LENGTH) {
            return "";
        }
        int field = big ? 12 : 8;
        ByteBuffer text;
        if (length <= (big ? 8 : 4)) {
            text = entry.slice(field, (int) length);
        } else {
            long at = big ? entry.getLong(field) : Integer.toUnsignedLong(entry.getInt(field));
            text = read(channel, entry.order(), at, (int) length);
        }
        // The tag ends with a zero.
        return StandardCharsets.UTF_8.decode(text).toString().replace("\0", "");
    }

    private static ByteBuffer read(FileChannel channel, ByteOrder order, long at, int length) throws IOException {
        if (at < 0 || at > channel.size() - length) {
            throw new EOFException();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(order);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
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
