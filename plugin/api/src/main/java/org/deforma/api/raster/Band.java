package org.deforma.api.raster;

/**
 * Name and unit of a result's band.
 *
 * @param name short, such as {@code east}
 * @param unit unit symbol such as {@code m}; empty for a pure number
 */
public record Band(String name, String unit) {}
