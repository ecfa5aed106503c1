package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes up to a delimiter, which is taken from the stream below and not handed on. Whoever closes this leaves the
 * stream below open.
 */
final class PartStream extends InputStream {
    /** Bytes looked at in one go; in pixels, every 256th begins the delimiter by chance. */
    private static final int AHEAD = 512;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] fallback;
    private final byte[] held;
    private int from;
    private int to;
    private int matched;
    private boolean ended;

    /**
     * Begins.
     *
     * @param in stands at the first byte; must support marks
     * @param delimiter ends the part
     * @param matched how much of the delimiter counts as read already
     */
    PartStream(InputStream in, byte[] delimiter, int matched) {
        this.in = in;
        this.delimiter = delimiter.clone();
        this.matched = matched;
        this.held = new byte[delimiter.length + 1];
        this.fallback = fallback(delimiter);
    }

    /** Knuth, Morris and Pratt (1977), doi:10.1137/0206024: how much still matches when the next byte does not. */
    private static int[] fallback(byte[] word) {
        int[] next = new int[word.length];
        int length = 0;
        for (int i = 1; i < word.length; i++) {
            while (length > 0 && word[i] != word[length]) {
                length = next[length - 1];
            }
            if (word[i] == word[length]) {
                length++;
            }
            next[i] = length;
        }
        return next;
    }

    @Override
    public int read() throws IOException {
        while (true) {
            if (from < to) {
                int value = held[from] & 0xFF;
                from++;
                return value;
            }
            if (ended) {
                return -1;
            }
            advance();
        }
    }

    /** Takes a byte; those that turn out not to begin the delimiter are held out to be read. */
    private void advance() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw WpsException.invalid("request", "the body ends before its last boundary");
        }
        byte next = (byte) value;
        from = 0;
        to = 0;
        while (matched > 0 && delimiter[matched] != next) {
            int shorter = fallback[matched - 1];
            System.arraycopy(delimiter, 0, held, to, matched - shorter);
            to += matched - shorter;
            matched = shorter;
        }
        if (delimiter[matched] == next) {
            matched++;
            ended = matched == delimiter.length;
        } else {
            held[to] = next;
            to++;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = from < to || ended || matched > 0 ? 0 : ahead(bytes, offset, Math.min(length, AHEAD));
        if (count > 0) {
            return count;
        }
        int value = read();
        if (value < 0) {
            return -1;
        }
        bytes[offset] = (byte) value;
        return 1;
    }

    /** Takes bytes at once up to one that may begin the delimiter. */
    private int ahead(byte[] bytes, int offset, int length) throws IOException {
        in.mark(length);
        int read = in.read(bytes, offset, length);
        int count = 0;
        while (count < read && bytes[offset + count] != delimiter[0]) {
            count++;
        }
        in.reset();
        in.skipNBytes(count);
        return count;
    }

    /** Reads what is left. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() {
        // The stream below goes on.
    }
}
