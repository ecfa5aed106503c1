package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;

/**
 * Writes a Float32 GeoTIFF: tiles of 256 x 256, bands pixel by pixel, DEFLATE with the floating point predictor,
 * nodata NaN, CRS, names and units of the bands as GDAL reads them (tag 42112), and metadata. A BigTIFF when it might pass 4
 * GB.
 *
 * <p>Not GeoTools' own writer, because that one writes neither a raster without CRS nor nodata NaN, other people's
 * tags or a predictor for floats. Not one plane a band, because the reader of GeoServer 2.26.0 to 2.26.2 (ImageIO-Ext
 * before 1.4.15) fails at planes with a predictor.
 */
final class GeoTiffFile {
    private static final int TILE = 256;

    /** Tiles for each thread that are compressed before they are written, which bounds the memory. */
    private static final int BATCH = 8;

    private static final long CLASSIC_LIMIT = 0xF000_0000L;

    /** Metadata keys that are TIFF tags of their own; GDAL shows them under these names. */
    private static final Map<String, Integer> TAGS = Map.of(
            "TIFFTAG_IMAGEDESCRIPTION",
            270,
            "TIFFTAG_SOFTWARE",
            305,
            "TIFFTAG_DATETIME",
            306,
            "TIFFTAG_COPYRIGHT",
            33432);

    private final RasterGrid grid;
    private final List<Band> bands;
    private final boolean big;

    GeoTiffFile(RasterGrid grid, List<Band> bands) {
        this(grid, bands, ScratchRaster.bytes(grid.width() + TILE, grid.height() + TILE, bands.size()) > CLASSIC_LIMIT);
    }

    GeoTiffFile(RasterGrid grid, List<Band> bands, boolean big) {
        this.grid = grid;
        this.bands = bands;
        this.big = big;
    }

    /**
     * Writes the file.
     *
     * @param file must not exist
     * @param metadata name to value; names such as TIFFTAG_SOFTWARE become TIFF tags of their own
     * @param samples where the pixels come from
     * @param runner compresses the tiles
     */
    void write(Path file, Map<String, String> metadata, ScratchRaster samples, TileRunner runner) throws IOException {
        TiffDirectory tags = new TiffDirectory(big);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.position(tags.headerBytes());
            writeTiles(out, tags, samples, runner);
            imageTags(tags);
            georeference(tags);
            metadata(tags, metadata);
            long at = out.position() + (out.position() & 1);
            out.position(at);
            writeFully(out, tags.encode(at));
            out.position(0);
            writeFully(out, tags.header(at));
        }
    }

    private void writeTiles(FileChannel out, TiffDirectory tags, ScratchRaster samples, TileRunner runner)
            throws IOException {
        List<Rectangle> tiles = new ArrayList<>();
        for (int y = 0; y < grid.height(); y += TILE) {
            for (int x = 0; x < grid.width(); x += TILE) {
                tiles.add(new Rectangle(x, y, Math.min(TILE, grid.width() - x), Math.min(TILE, grid.height() - y)));
            }
        }
        long[] offsets = new long[tiles.size()];
        long[] counts = new long[tiles.size()];
        int batch = BATCH * runner.threads();
        for (int from = 0; from < tiles.size(); from += batch) {
            List<Rectangle> some = tiles.subList(from, Math.min(from + batch, tiles.size()));
            Map<Rectangle, byte[]> encoded = new ConcurrentHashMap<>();
            runner.forEach("Writing", some, tile -> encoded.put(tile, encode(samples, tile)), null);
            for (int i = 0; i < some.size(); i++) {
                byte[] bytes = encoded.get(some.get(i));
                offsets[from + i] = out.position();
                counts[from + i] = bytes.length;
                writeFully(out, bytes);
            }
        }
        tags.offsets(324, offsets);
        tags.offsets(325, counts);
    }

    /** The tile with all its bands, pixel by pixel, filled up to its full size. */
    private byte[] encode(ScratchRaster samples, Rectangle tile) {
        int n = bands.size();
        float[] padded = new float[TILE * TILE * n];
        Arrays.fill(padded, Float.NaN);
        for (int band = 0; band < n; band++) {
            float[] pixels = samples.read(tile, band);
            for (int y = 0, i = 0; y < tile.height; y++) {
                for (int x = 0; x < tile.width; x++, i++) {
                    padded[(y * TILE + x) * n + band] = pixels[i];
                }
            }
        }
        return FloatTiles.encode(padded, TILE * n, n);
    }

    private void imageTags(TiffDirectory tags) {
        int n = bands.size();
        tags.longs(256, grid.width());
        tags.longs(257, grid.height());
        tags.shorts(258, filled(n, 32));
        tags.shorts(259, 8);
        tags.shorts(262, 1);
        tags.shorts(277, n);
        tags.shorts(284, 1);
        tags.shorts(317, 3);
        tags.shorts(322, TILE);
        tags.shorts(323, TILE);
        if (n > 1) {
            tags.shorts(338, filled(n - 1, 0));
        }
        tags.shorts(339, filled(n, 3));
        tags.ascii(42113, "nan");
    }

    private static int[] filled(int n, int value) {
        int[] values = new int[n];
        Arrays.fill(values, value);
        return values;
    }

    private void georeference(TiffDirectory tags) {
        AffineTransform t = grid.toWorld();
        if (t.getShearX() == 0 && t.getShearY() == 0 && t.getScaleX() > 0 && t.getScaleY() < 0) {
            tags.doubles(33550, t.getScaleX(), -t.getScaleY(), 0);
            tags.doubles(33922, 0, 0, 0, t.getTranslateX(), t.getTranslateY(), 0);
        } else {
            tags.doubles(
                    34264,
                    t.getScaleX(),
                    t.getShearX(),
                    0,
                    t.getTranslateX(),
                    t.getShearY(),
                    t.getScaleY(),
                    0,
                    t.getTranslateY(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    1);
        }
        grid.crs().flatMap(GeoKeys::of).ifPresent(keys -> keys.addTo(tags));
    }

    private void metadata(TiffDirectory tags, Map<String, String> metadata) {
        tags.ascii(306, LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss")));
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
        Map<String, String> items = new TreeMap<>(metadata);
        items.forEach((name, value) -> {
            if (TAGS.containsKey(name)) {
                tags.ascii(TAGS.get(name), value);
            } else {
                xml.append(
                        "  <Item name=\"%s\">%s</Item>\n".formatted(escape(name), escape(GdalMetadata.escaped(value))));
            }
        });
        for (int i = 0; i < bands.size(); i++) {
            item(xml, i, "DESCRIPTION", "description", bands.get(i).name());
            if (!bands.get(i).unit().isEmpty()) {
                item(xml, i, "UNITTYPE", "unittype", bands.get(i).unit());
            }
        }
        tags.ascii(42112, xml.append("</GDALMetadata>\n").toString());
    }

    private static void item(StringBuilder xml, int band, String name, String role, String value) {
        xml.append("  <Item name=\"%s\" sample=\"%d\" role=\"%s\">%s</Item>\n"
                .formatted(name, band, role, escape(GdalMetadata.escaped(value))));
    }

    /** As XML in ASCII, without what XML has no place for. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(GeoTiffFile::isXml).forEach(c -> {
            if (c == '&' || c == '<' || c == '>' || c == '"' || c > 126) {
                out.append("&#").append(c).append(';');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isXml(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || (c >= ' ' && !half && c != 0xFFFE && c != 0xFFFF);
    }

    private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
