package org.deforma.standalone.layers;

import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReader;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;

/** Reads TIFFs of any make, one thread at a time; tells what the tags, as it gives them to others, do not. */
final class SourceReader extends TIFFImageReader {
    private static final int PLANES = 2;

    /** Tags with a number for each strip or tile: where it begins, and how long it is. */
    private static final int[] OF_PIECES = {273, 279, 324, 325};

    private final long length;

    SourceReader(SharedFile file) throws IOException {
        super(new TIFFImageReaderSpi());
        length = file.length();
        setInput(new FileStream(file), false, false);
    }

    /** Whether tags are too short to say of all tiles or strips of the first image where they are; nothing else can be asked then. */
    boolean isIncomplete() throws IOException {
        long pieces = pieces();
        return Arrays.stream(OF_PIECES)
                .mapToObj(imageMetadata::getTIFFField)
                .anyMatch(field -> field != null && field.getCount() < pieces);
    }

    /** Whether tiles or strips of the first image are not stored; the reader would make them up. */
    boolean isSparse() throws IOException {
        long pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            if (getTileOrStripByteCount(piece) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file ends before the pixels of the first image do. */
    boolean isCutOff() throws IOException {
        long pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            if (getTileOrStripOffset(piece) + getTileOrStripByteCount(piece) > length) {
                return true;
            }
        }
        return false;
    }

    private long pieces() throws IOException {
        long pieces = tiles(getWidth(0), getTileWidth(0)) * tiles(getHeight(0), getTileHeight(0));
        return planarConfiguration == PLANES ? pieces * samplesPerPixel : pieces;
    }

    private static long tiles(int pixels, long tile) {
        return (pixels + tile - 1) / tile;
    }
}
