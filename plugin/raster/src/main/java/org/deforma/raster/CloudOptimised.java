package org.deforma.raster;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deforma.api.TileRunner;

/**
 * Order of a cloud-optimised GeoTIFF (OGC 21-026) as GDAL's COG driver writes and documents it: header, what GDAL calls
 * structural metadata, the directories from the largest image to the smallest, their lists of tiles, then the tiles of the
 * smallest image first and those of the largest last, each image row by row. Before each tile stands its length, after it its
 * last four bytes once more, so that readers over a network need not have the lists and see when a tile was changed.
 */
final class CloudOptimised {
    /** The blank after NO leaves room for programs that change the file and must say YES. */
    private static final String STRUCTURE =
            "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n"
                    + "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ";

    private static final int LEADER = 4;
    private static final int TRAILER = 4;

    /** Tiles for each thread that are compressed before they are written, which bounds the memory. */
    private static final int BATCH = 8;

    private CloudOptimised() {}

    /**
     * Writes all images.
     *
     * @param out an empty file; what is in it is no TIFF before all of it is written
     * @param images from the largest to the smallest
     * @param tags of each image, complete but for where its tiles lie
     * @param runner compresses the tiles
     */
    static void write(FileChannel out, List<ScratchRaster> images, List<TiffDirectory> tags, TileRunner runner)
            throws IOException {
        for (int i = 0; i < images.size(); i++) {
            // Without knowing where tiles lie, it is known how long the lists of that are.
            int tiles = Overviews.tiles(images.get(i)).size();
            tags.get(i).offsets(TiffDirectory.TILE_OFFSETS, new long[tiles]);
            tags.get(i).offsets(TiffDirectory.TILE_BYTES, new long[tiles]);
        }
        byte[] structure = ("GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n".formatted(STRUCTURE.length()) + STRUCTURE)
                .getBytes(StandardCharsets.US_ASCII);
        int header = tags.get(0).headerBytes();
        int first = header + structure.length + (structure.length & 1);
        int lists = first + tags.stream().mapToInt(TiffDirectory::size).sum();
        int end = lists + tags.stream().mapToInt(TiffDirectory::listsSize).sum();

        out.position(end);
        for (int i = images.size() - 1; i >= 0; i--) {
            writeTiles(out, images.get(i), tags.get(i), runner);
        }

        ByteBuffer head = TiffDirectory.little(end);
        head.put(tags.get(0).header(first)).put(structure);
        int at = first;
        for (TiffDirectory image : tags) {
            int next = at + image.size();
            boolean last = image == tags.get(tags.size() - 1);
            image.put(head, at, lists, last ? 0 : next);
            at = next;
            lists += image.listsSize();
        }
        out.position(0);
        writeFully(out, head.rewind());
    }

    private static void writeTiles(FileChannel out, ScratchRaster image, TiffDirectory tags, TileRunner runner)
            throws IOException {
        List<Rectangle> tiles = Overviews.tiles(image);
        long[] offsets = new long[tiles.size()];
        long[] counts = new long[tiles.size()];
        int batch = BATCH * runner.threads();
        for (int from = 0; from < tiles.size(); from += batch) {
            List<Rectangle> some = tiles.subList(from, Math.min(from + batch, tiles.size()));
            Map<Rectangle, byte[]> encoded = new ConcurrentHashMap<>();
            runner.forEach("Writing", some, tile -> encoded.put(tile, encode(image, tile)), null);
            for (int i = 0; i < some.size(); i++) {
                byte[] bytes = encoded.get(some.get(i));
                offsets[from + i] = out.position() + LEADER;
                counts[from + i] = bytes.length;
                ByteBuffer framed = TiffDirectory.little(LEADER + bytes.length + TRAILER);
                framed.putInt(bytes.length).put(bytes).put(bytes, bytes.length - TRAILER, TRAILER);
                writeFully(out, framed.flip());
            }
        }
        tags.offsets(TiffDirectory.TILE_OFFSETS, offsets);
        tags.offsets(TiffDirectory.TILE_BYTES, counts);
    }

    /** The tile with all its bands, pixel by pixel, filled up to its full size. */
    private static byte[] encode(ScratchRaster samples, Rectangle tile) {
        int n = samples.bands();
        float[] padded = new float[Overviews.TILE * Overviews.TILE * n];
        Arrays.fill(padded, Float.NaN);
        for (int band = 0; band < n; band++) {
            float[] pixels = samples.read(tile, band);
            for (int y = 0, i = 0; y < tile.height; y++) {
                for (int x = 0; x < tile.width; x++, i++) {
                    padded[(y * Overviews.TILE + x) * n + band] = pixels[i];
                }
            }
        }
        return FloatTiles.encode(padded, Overviews.TILE * n, n);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
