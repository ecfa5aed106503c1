package org.deforma.standalone.wms.style;

import java.util.List;

/**
 * Colours of values, by the rules of GeoServer.
 *
 * <ul>
 *   <li>{@code ramp}: between two entries red, green, blue and opacity are linear; beyond the first and last entry their
 *       colour goes on. Two entries of one quantity make a step, and the quantity itself has the colour of the second.
 *   <li>{@code intervals}: a value below an entry's quantity, and not below that of the entry before, has its colour; from the
 *       last quantity on there is none.
 *   <li>{@code values}: what equals an entry's quantity has its colour; all else has none.
 * </ul>
 *
 * <p>GeoServer splits a ramp into 256 colours, which is coarser than this by some units of 255.
 */
public final class ColourMap {
    /** No colour at all. */
    public static final int TRANSPARENT = 0;

    private final Type type;
    private final List<Entry> entries;
    private final double[] quantities;
    private final int[] colours;

    /** How entries are meant. */
    public enum Type {
        /** Colours blend into each other. */
        RAMP,
        /** One colour up to the next quantity. */
        INTERVALS,
        /** One colour a value: classes, whose numbers must not be mixed. */
        VALUES
    }

    /**
     * One colour.
     *
     * @param quantity value of the raster
     * @param argb colour with its opacity, not premultiplied
     * @param label for people; empty for none
     */
    public record Entry(double quantity, int argb, String label) {}

    /**
     * Makes a map.
     *
     * @throws IllegalArgumentException without entries, for a ramp or intervals of one, and for quantities that fall
     */
    public ColourMap(Type type, List<Entry> entries) {
        this.type = type;
        this.entries = List.copyOf(entries);
        quantities = entries.stream().mapToDouble(Entry::quantity).toArray();
        colours = entries.stream().mapToInt(Entry::argb).toArray();
        if (quantities.length < (type == Type.VALUES ? 1 : 2)) {
            throw new IllegalArgumentException("ColorMap has " + quantities.length + " entries; it needs "
                    + (type == Type.VALUES ? "one" : "two") + " at least");
        }
        for (int i = 1; type != Type.VALUES && i < quantities.length; i++) {
            if (!(quantities[i] >= quantities[i - 1])) {
                throw new IllegalArgumentException("ColorMap goes from quantity " + quantities[i - 1] + " to "
                        + quantities[i] + "; quantities must rise");
            }
        }
    }

    /** How entries are meant. */
    public Type type() {
        return type;
    }

    /** In the order of the document. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * The colour of a value.
     *
     * @param value NaN for no data
     * @return ARGB, not premultiplied; {@link #TRANSPARENT} for none
     */
    public int argb(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return TRANSPARENT;
        }
        return switch (type) {
            case RAMP -> ramp(value);
            case INTERVALS -> {
                int above = above(value);
                yield above == colours.length ? TRANSPARENT : colours[above];
            }
            case VALUES -> equal(value);
        };
    }

    /** Index of the first entry whose quantity is above the value. */
    private int above(double value) {
        int low = 0;
        int high = quantities.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (quantities[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int ramp(double value) {
        int above = above(value);
        if (above == 0) {
            return colours[0];
        }
        if (above == colours.length) {
            return colours[above - 1];
        }
        double part = (value - quantities[above - 1]) / (quantities[above] - quantities[above - 1]);
        int a = colours[above - 1];
        int b = colours[above];
        return mix(a, b, 24, part) | mix(a, b, 16, part) | mix(a, b, 8, part) | mix(a, b, 0, part);
    }

    private static int mix(int a, int b, int shift, double part) {
        int from = a >>> shift & 0xff;
        int to = b >>> shift & 0xff;
        return (int) (from + part * (to - from) + 0.5) << shift;
    }

    private int equal(double value) {
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] == value) {
                return colours[i];
            }
        }
        return TRANSPARENT;
    }
}
