package org.deforma.standalone.layers;

import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageMetadata;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.deforma.host.files.GdalItems;

/**
 * The first image of a TIFF file of any make, as the user brought it, or a smaller copy that is in the file. What
 * {@link SourceSamples} takes for no data is none, and so are pixels that the file's mask leaves out. An alpha band is none of the
 * bands.
 */
final class SourceFile implements TileSource {
    /** Readers kept for the next tile: as many as there are threads that decode at a time, hardly more. */
    private static final int SPARE = 4;

    /** Tiles that are larger are too much to be decoded for a part of one. */
    private static final int LARGEST_TILE = 1024;

    private static final long LARGEST_TILE_BYTES = 16 << 20;

    private final SharedFile file;
    private final int image;
    private final int width;
    private final int height;
    private final int stored;
    private final int bands;
    private final int tileWidth;
    private final int tileHeight;
    private final ColorModel colours;
    private final int dataType;
    private final SourceTags tags;
    private final SourceSamples samples;
    private final int mask;
    private final Deque<SoftReference<SourceReader>> spare = new ArrayDeque<>();

    /**
     * Looks at a file.
     *
     * @throws IOException when it cannot be read
     */
    SourceFile(SharedFile file) throws IOException {
        this(file, 0);
    }

    private SourceFile(SharedFile file, int image) throws IOException {
        this.file = file;
        this.image = image;
        SourceReader reader = reader();
        width = reader.getWidth(image);
        height = reader.getHeight(image);
        tileWidth = reader.getTileWidth(image);
        tileHeight = reader.getTileHeight(image);
        var type = reader.getImageTypes(image).next();
        stored = type.getSampleModel().getNumBands();
        dataType = type.getSampleModel().getDataType();
        colours = type.getColorModel();
        tags = tags(reader, image);
        bands = tags.hasAlpha() && stored > 1 ? stored - 1 : stored;
        samples = new SourceSamples(tags, bands, stored);
        mask = image == 0 ? mask(reader) : -1;
        giveBack(reader);
    }

    private static SourceTags tags(ImageReader reader, int image) throws IOException {
        return new SourceTags((TIFFImageMetadata) reader.getImageMetadata(image));
    }

    /**
     * The smaller copies that a tool's result has within, from the largest to one that is small enough. Empty for other files:
     * there are as many ways to make copies as programs.
     */
    List<SourceFile> copies() throws IOException {
        List<SourceFile> copies = new ArrayList<>();
        SourceReader reader = reader();
        int images = tags.items().tool().isEmpty() ? 0 : reader.getNumImages(true);
        giveBack(reader);
        TileSource last = this;
        for (int next = 1; next < images && Overviews.isLarge(last); next++) {
            SourceFile copy = new SourceFile(file, next);
            if (!copy.isHalf(last)) {
                return List.of();
            }
            copies.add(copy);
            last = copy;
        }
        return Overviews.isLarge(last) ? List.of() : copies;
    }

    private boolean isHalf(TileSource larger) {
        return tags.isCopy()
                && isFitForWindows()
                && width == (larger.width() + 1) / 2
                && height == (larger.height() + 1) / 2
                && bands == larger.bands();
    }

    /** Whether this copy keeps the most frequent of these bands' values, and of all others the mean. */
    boolean isMadeFor(BitSet classes) {
        GdalItems items = tags.items();
        return IntStream.range(0, bands)
                .allMatch(band -> items.resampling(band).equals(classes.get(band) ? "MODE" : "AVERAGE"));
    }

    /** Number of the image that says which pixels of the first one have data; -1 for none. */
    private int mask(ImageReader reader) throws IOException {
        for (int image = 1; image < reader.getNumImages(true); image++) {
            if (reader.getWidth(image) == width
                    && reader.getHeight(image) == height
                    && tags(reader, image).isMask()) {
                return image;
            }
        }
        return -1;
    }

    private SourceReader reader() throws IOException {
        synchronized (spare) {
            while (!spare.isEmpty()) {
                SourceReader reader = spare.pop().get();
                if (reader != null) {
                    return reader;
                }
            }
        }
        return new SourceReader(file);
    }

    private void giveBack(SourceReader reader) {
        synchronized (spare) {
            if (spare.size() < SPARE) {
                spare.push(new SoftReference<>(reader));
            }
        }
    }

    /**
     * Refuses a file whose pixels cannot be read, or not with the memory that there is.
     *
     * @throws IllegalArgumentException with a message that goes on after the file's name
     */
    void check() throws IOException {
        tags.check();
        SourceReader reader = reader();
        if (reader.isIncomplete()) {
            throw new IllegalArgumentException("is damaged: it does not say where all of its pixels are");
        }
        if (reader.isSparse()) {
            throw new IllegalArgumentException(
                    "is sparse: not all of its pixels are stored; rewrite it first, for example with gdal_translate");
        }
        if (reader.isCutOff()) {
            throw new IllegalArgumentException("ends before its pixels do; copy or download it again");
        }
        giveBack(reader);
        long most = Runtime.getRuntime().maxMemory() / 8;
        if (tileBytes() > most) {
            throw new IllegalArgumentException(
                    "is stored in pieces of %d x %d px, too large for %d MB of memory; rewrite it with gdal_translate -co TILED=YES"
                            .formatted(tileWidth, tileHeight, (most * 8) >> 20));
        }
    }

    /** Of a tile or strip with all its bands, as stored. */
    private long tileBytes() {
        return (long) tileWidth * tileHeight * stored * DataBuffer.getDataTypeSize(dataType) / 8;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int bands() {
        return bands;
    }

    @Override
    public int tileWidth() {
        return tileWidth;
    }

    @Override
    public int tileHeight() {
        return tileHeight;
    }

    @Override
    public int groups() {
        return 1;
    }

    @Override
    public SharedFile file() {
        return file;
    }

    /** Type of its samples, as in {@code DataBuffer}. */
    int dataType() {
        return dataType;
    }

    /** The colours of a raster whose values are numbers of a table of colours. */
    Optional<IndexColorModel> palette() {
        return colours instanceof IndexColorModel palette ? Optional.of(palette) : Optional.empty();
    }

    /** Whether windows can be read without decoding much else: in small tiles, or small as a whole. */
    boolean isFitForWindows() {
        boolean small = (long) width * height <= (long) Overviews.SMALLEST * Overviews.SMALLEST;
        boolean tiled = tileWidth <= LARGEST_TILE
                && tileHeight <= LARGEST_TILE
                && (long) tileWidth * tileHeight >= 64 * 64
                && 4L * tileWidth * tileHeight * bands <= LARGEST_TILE_BYTES;
        return small || tiled;
    }

    @Override
    public float[][] decode(int group, int column, int row) throws IOException {
        SourceReader reader = reader();
        BufferedImage tile = reader.readTile(image, column, row);
        Rectangle place = new Rectangle(column * tileWidth, row * tileHeight, tileWidth, tileHeight);
        float[][] values = samples.values(tile, tileWidth, tileHeight);
        applyMask(reader, place, values);
        giveBack(reader);
        return values;
    }

    /**
     * A window, decoded without a cache.
     *
     * @param window inside the raster
     * @return by band, row by row; NaN for no data
     */
    float[][] window(Rectangle window) throws IOException {
        SourceReader reader = reader();
        float[][] values = samples.values(read(reader, image, window), window.width, window.height);
        applyMask(reader, window, values);
        giveBack(reader);
        return values;
    }

    private static BufferedImage read(ImageReader reader, int image, Rectangle window) throws IOException {
        ImageReadParam part = reader.getDefaultReadParam();
        part.setSourceRegion(window);
        return reader.read(image, part);
    }

    private void applyMask(ImageReader reader, Rectangle window, float[][] values) throws IOException {
        if (mask >= 0) {
            Rectangle inside = window.intersection(new Rectangle(width, height));
            SourceSamples.keepWhere(read(reader, mask, inside), inside.getSize(), values, window.width);
        }
    }
}
