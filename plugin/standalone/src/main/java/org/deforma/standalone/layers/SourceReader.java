package org.deforma.standalone.layers;

import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReader;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;

/** Reads TIFFs of any make, one thread at a time; tells what the tags, as it gives them to others, do not. */
final class SourceReader extends TIFFImageReader {
    private static final int PLANES = 2;

    private final long length;

    SourceReader(SharedFile file) throws IOException {
        super(new TIFFImageReaderSpi());
        length = file.length();
        setInput(new FileStream(file), false, false);
    }

    /** Whether tiles or strips of the first image are not stored; the reader would make them up. */
    boolean isSparse() throws IOException {
        int pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            if (getTileOrStripByteCount(piece) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file ends before the pixels of the first image do. */
    boolean isCutOff() throws IOException {
        int pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            if (getTileOrStripOffset(piece) + getTileOrStripByteCount(piece) > length) {
                return true;
            }
        }
        return false;
    }

    private int pieces() throws IOException {
        int pieces = tiles(getWidth(0), getTileWidth(0)) * tiles(getHeight(0), getTileHeight(0));
        return planarConfiguration == PLANES ? pieces * samplesPerPixel : pieces;
    }

    private static int tiles(int pixels, int tile) {
        return (pixels + tile - 1) / tile;
    }
}
