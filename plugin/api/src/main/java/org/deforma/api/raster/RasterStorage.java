package org.deforma.api.raster;

import java.util.List;
import java.util.Map;

/**
 * How a raster is stored, and what its file says of it beside the pixels.
 *
 * @param name of its file, without the folder; of the coverage where no file is known
 * @param blockWidth columns that are stored, and so read, together [px]
 * @param blockHeight rows that are stored, and so read, together [px]
 * @param bytes whether samples are unsigned 8-bit numbers
 * @param metadata items of the whole file (GDAL's TIFF tag 42112), name to value; empty where they are not known
 * @param bands items of each band in the same way; {@code DESCRIPTION} is the band's name
 */
public record RasterStorage(
        String name,
        int blockWidth,
        int blockHeight,
        boolean bytes,
        Map<String, String> metadata,
        List<Map<String, String>> bands) {
    /** Keeps copies. */
    public RasterStorage {
        metadata = Map.copyOf(metadata);
        bands = bands.stream().map(Map::copyOf).toList();
    }
}
