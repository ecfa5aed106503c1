package org.deforma.standalone.layers;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** A {@link SharedFile} as the stream that image readers want. For one thread; closing it leaves the file open. */
final class FileStream extends ImageInputStreamImpl {
    private final SharedFile file;
    private final byte[] buffer = new byte[8192];
    private long start;
    private int filled;

    FileStream(SharedFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (!isBuffered() && !fill()) {
            return -1;
        }
        return buffer[(int) (streamPos++ - start)] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!isBuffered()) {
            if (length >= buffer.length) {
                int read = file.read(streamPos, into, from, length);
                streamPos += Math.max(0, read);
                return read;
            }
            if (!fill()) {
                return -1;
            }
        }
        int at = (int) (streamPos - start);
        int count = Math.min(length, filled - at);
        System.arraycopy(buffer, at, into, from, count);
        streamPos += count;
        return count;
    }

    private boolean isBuffered() {
        return streamPos >= start && streamPos < start + filled;
    }

    private boolean fill() throws IOException {
        start = streamPos;
        filled = Math.max(0, file.read(start, buffer, 0, buffer.length));
        return filled > 0;
    }

    @Override
    public long length() {
        try {
            return file.length();
        } catch (IOException e) {
            return -1;
        }
    }
}
