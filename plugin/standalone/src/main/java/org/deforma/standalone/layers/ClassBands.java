package org.deforma.standalone.layers;

import java.io.IOException;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.host.files.GdalItems;

/**
 * Which bands of a raster hold classes, whose smaller copies keep the most frequent value instead of a mean: those that a style
 * shows by single values ({@code <ColorMap type="values">}), the one of a raster with a table of colours, and those called
 * {@code class}.
 */
final class ClassBands {
    private static final Pattern VALUES =
            Pattern.compile("<(?:\\w+:)?ColorMap\\b[^>]*\\btype\\s*=\\s*[\"']values[\"']");
    private static final Pattern CHANNEL = Pattern.compile("<(?:\\w+:)?SourceChannelName>\\s*([1-9]\\d{0,3})\\s*<");

    private ClassBands() {}

    /**
     * Finds them.
     *
     * @param styles SLD 1.0; where one names no band it shows the first
     * @return their numbers, from 0
     * @throws IOException when the file cannot be read
     */
    static BitSet of(Iterable<String> styles, SourceFile source) throws IOException {
        BitSet classes = new BitSet();
        if (source.palette().isPresent()) {
            classes.set(0);
        }
        GdalItems items = GdalItems.of(source.file().path());
        for (int band = 0; band < source.bands(); band++) {
            if (items.name(band).strip().equalsIgnoreCase("class")) {
                classes.set(band);
            }
        }
        for (String sld : styles) {
            // A transformation makes other values of those that are stored.
            if (VALUES.matcher(sld).find() && !sld.contains("Transformation>")) {
                Matcher channel = CHANNEL.matcher(sld);
                classes.set(channel.find() ? Integer.parseInt(channel.group(1)) - 1 : 0);
            }
        }
        return classes;
    }
}
