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

    /** Name and unit of a band, counted from 0; one without a name is called {@code band} and its number, from 1. */
    public Band band(int band) {
        Map<String, String> items = bands.get(band);
        String name = items.getOrDefault("DESCRIPTION", "").strip();
        return new Band(
                name.isEmpty() ? "band " + (band + 1) : name,
                items.getOrDefault("UNITTYPE", "").strip());
    }
}
