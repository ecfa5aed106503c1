package org.deforma.standalone.layers;

import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageio.stream.input.FileImageInputStreamExtImpl;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageMetadata;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The first image of a TIFF file of any make, as the user brought it. */
final class SourceFile implements TileSource {
    private static final int GDAL_NODATA = 42_113;

    /** Readers kept for the next tile: as many as there are threads that decode at a time, hardly more. */
    private static final int SPARE = 4;

    /** Beyond that values stand for no data, whatever the file says, as in the bundles. */
    private static final float LARGEST = 1e18f;

    private final Path file;
    private final int width;
    private final int height;
    private final int bands;
    private final int tileWidth;
    private final int tileHeight;
    private final ColorModel colours;
    private final int dataType;
    private final Double nodata;
    private final Deque<Opened> spare = new ArrayDeque<>();

    private record Opened(ImageReader reader, ImageInputStream stream) {
        void close() {
            reader.dispose();
            try {
                stream.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /**
     * Looks at a file.
     *
     * @throws IOException when it cannot be read
     */
    SourceFile(Path file) throws IOException {
        this.file = file;
        Opened opened = open();
        ImageReader reader = opened.reader();
        width = reader.getWidth(0);
        height = reader.getHeight(0);
        tileWidth = reader.getTileWidth(0);
        tileHeight = reader.getTileHeight(0);
        var type = reader.getImageTypes(0).next();
        bands = type.getSampleModel().getNumBands();
        dataType = type.getSampleModel().getDataType();
        colours = type.getColorModel();
        TIFFImageMetadata tags = (TIFFImageMetadata) reader.getImageMetadata(0);
        nodata = text(tags, GDAL_NODATA).map(SourceFile::number).orElse(null);
        giveBack(opened);
    }

    private static Optional<String> text(TIFFImageMetadata tags, int tag) {
        TIFFField field = tags.getTIFFField(tag);
        return field == null
                ? Optional.empty()
                : Optional.of(field.getAsString(0).strip());
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text.replace("\0", "").strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Opened open() throws IOException {
        ImageInputStream stream = new FileImageInputStreamExtImpl(file.toFile());
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
        reader.setInput(stream, false, false);
        return new Opened(reader, stream);
    }

    private Opened borrow() throws IOException {
        synchronized (spare) {
            if (!spare.isEmpty()) {
                return spare.pop();
            }
        }
        return open();
    }

    private void giveBack(Opened opened) {
        synchronized (spare) {
            if (spare.size() < SPARE) {
                spare.push(opened);
                return;
            }
        }
        opened.close();
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

    /** Number of bands. */
    int bands() {
        return bands;
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
        boolean small = (long) width * height <= 512 * 512;
        boolean tiled = tileWidth <= 1024 && tileHeight <= 1024 && (long) tileWidth * tileHeight >= 64 * 64;
        return small || tiled;
    }

    @Override
    public float[][] decode(int group, int column, int row) throws IOException {
        Opened opened = borrow();
        boolean good = false;
        try {
            BufferedImage tile = opened.reader().readTile(0, column, row);
            good = true;
            return values(tile, new Rectangle(tileWidth, tileHeight));
        } finally {
            if (good) {
                giveBack(opened);
            } else {
                opened.close();
            }
        }
    }

    /**
     * A window, decoded without a cache.
     *
     * @param window inside the raster
     * @return by band, row by row; NaN for no data
     */
    float[][] window(Rectangle window) throws IOException {
        Opened opened = borrow();
        boolean good = false;
        try {
            ImageReadParam part = opened.reader().getDefaultReadParam();
            part.setSourceRegion(window);
            BufferedImage image = opened.reader().read(0, part);
            good = true;
            return values(image, new Rectangle(window.width, window.height));
        } finally {
            if (good) {
                giveBack(opened);
            } else {
                opened.close();
            }
        }
    }

    /** Tiles at the edge may come cut off, or filled up with what is no part of the raster; nobody asks for that. */
    private float[][] values(BufferedImage image, Rectangle size) {
        Raster raster = image.getRaster();
        int columns = Math.min(size.width, raster.getWidth());
        int rows = Math.min(size.height, raster.getHeight());
        float[][] values = new float[bands][size.width * size.height];
        float[] line = new float[columns];
        for (int band = 0; band < bands; band++) {
            Arrays.fill(values[band], Float.NaN);
            for (int y = 0; y < rows; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, columns, 1, band, line);
                for (int x = 0; x < columns; x++) {
                    values[band][y * size.width + x] = isData(line[x]) ? line[x] : Float.NaN;
                }
            }
        }
        if (colours != null && colours.hasAlpha() && palette().isEmpty() && bands > 1) {
            float[] alpha = values[bands - 1];
            for (int i = 0; i < alpha.length; i++) {
                if (!(alpha[i] > 0)) {
                    for (int band = 0; band < bands - 1; band++) {
                        values[band][i] = Float.NaN;
                    }
                }
            }
        }
        return values;
    }

    private boolean isData(float value) {
        return !Float.isNaN(value) && Math.abs(value) <= LARGEST && (nodata == null || value != nodata.floatValue());
    }

    @Override
    public void close() {
        synchronized (spare) {
            spare.forEach(Opened::close);
            spare.clear();
        }
    }
}
