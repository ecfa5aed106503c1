package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/** Decodes base64 that comes in pieces; white space is passed over. */
final class Base64Sink implements XmlReader.Sink {
    private static final int BLOCK = 32 * 1024;

    private final String input;
    private final OutputStream out;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private boolean ended;

    /**
     * Begins.
     *
     * @param input name for messages
     * @param out where the bytes go
     */
    Base64Sink(String input, OutputStream out) {
        this.input = input;
        this.out = out;
    }

    @Override
    public void take(char[] chars, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            char c = chars[i];
            if (c > ' ') {
                if (c > 127 || ended) {
                    throw bad();
                }
                block[filled] = (byte) c;
                filled++;
                if (filled == BLOCK) {
                    flush();
                }
            }
        }
    }

    private void flush() throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(filled == BLOCK ? block : java.util.Arrays.copyOf(block, filled));
            // Padding is at the end of all, and only there.
            ended = bytes.length != filled / 4 * 3;
            out.write(bytes);
            filled = 0;
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    /** No more comes. */
    void end() throws IOException {
        if (filled > 0) {
            flush();
        }
    }

    private WpsException bad() {
        return WpsException.invalid(
                input,
                input + " is not a raster: one that stands in the request itself must be a GeoTIFF in base64, with"
                        + " mimeType=\"image/tiff\" and encoding=\"base64\"");
    }
}
