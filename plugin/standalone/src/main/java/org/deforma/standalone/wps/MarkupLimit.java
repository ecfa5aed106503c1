package org.deforma.standalone.wps;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * XML without document types and without long pieces of markup. The JDK's parser hands out text piece by piece, but
 * keeps tags, comments, instructions and CDATA sections in memory until their end, which may be far.
 *
 * <p>Looks at bytes, so it is for encodings in which markup is ASCII.
 */
final class MarkupLimit extends FilterInputStream {
    private static final int MAX_SECTION = 10_000_000;
    private static final int MAX_OTHER = 1_000_000;

    private static final String COMMENT = "<!--";
    private static final String SECTION = "<![CDATA[";
    private static final String INSTRUCTION = "<?";

    /** What ends the markup that is read; null in text. */
    private String end;

    private final StringBuilder begin = new StringBuilder();
    private boolean beginning;
    private char quote;
    private int matched;
    private int length;

    MarkupLimit(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            look((char) value);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = in.read(bytes, offset, count);
        for (int i = offset; i < offset + read; i++) {
            if (end != null || beginning || bytes[i] == '<') {
                look((char) (bytes[i] & 0xFF));
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void look(char c) {
        if (end == null && !beginning) {
            if (c == '<') {
                beginning = true;
                begin.setLength(0);
                begin.append(c);
                length = 1;
            }
            return;
        }
        length++;
        if (length > (SECTION.contentEquals(begin) ? MAX_SECTION : MAX_OTHER)) {
            throw WpsException.invalid(
                    "request",
                    "the request has a tag or comment of more than " + MAX_OTHER + " bytes, or a CDATA section of more"
                            + " than " + MAX_SECTION + "; send rasters as plain base64 or as parts");
        }
        if (beginning) {
            begin(c);
        } else if (end.equals(">")) {
            tag(c);
        } else {
            // Ends repeat their first character at most, so that this finds all.
            matched = c == end.charAt(matched) ? matched + 1 : isRepeated(c) ? matched : c == end.charAt(0) ? 1 : 0;
            if (matched == end.length()) {
                end = null;
            }
        }
    }

    /** In {@code --->} and {@code ]]]>} the end's first two characters are those before the last one. */
    private boolean isRepeated(char c) {
        return matched == 2 && c == end.charAt(1) && end.charAt(0) == end.charAt(1);
    }

    private void begin(char c) {
        begin.append(c);
        matched = 0;
        quote = 0;
        String read = begin.toString();
        if (read.equals(INSTRUCTION)) {
            enter("?>");
        } else if (read.equals(COMMENT)) {
            enter("-->");
        } else if (read.equals(SECTION)) {
            enter("]]>");
        } else if (!COMMENT.startsWith(read) && !SECTION.startsWith(read)) {
            if (read.startsWith("<!")) {
                throw WpsException.invalid("request", "a DOCTYPE is not allowed in requests");
            }
            enter(">");
            tag(c);
        }
    }

    private void enter(String ending) {
        end = ending;
        beginning = false;
    }

    /** In a tag, {@code >} may stand between quotes. */
    private void tag(char c) {
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            end = null;
        }
    }
}
