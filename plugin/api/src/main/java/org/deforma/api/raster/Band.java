package org.deforma.api.raster;

/**
 * Name and unit of a result's band, and how a smaller copy of it is made.
 *
 * @param name short, such as {@code east}
 * @param unit unit symbol such as {@code m}; empty for a pure number
 * @param classes whether values are numbers of classes, of which there is no mean
 */
public record Band(String name, String unit, boolean classes) {
    /** A band of measurements. */
    public Band(String name, String unit) {
        this(name, unit, false);
    }
}
