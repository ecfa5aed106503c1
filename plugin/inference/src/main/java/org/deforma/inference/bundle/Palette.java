package org.deforma.inference.bundle;

import java.util.List;

/** Colours for classes that come without: Paul Tol's "muted" scheme, which colour-blind people can tell apart. */
final class Palette {
    private static final List<String> COLOURS = List.of(
            "#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499",
            "#DDDDDD");

    private Palette() {}

    /** Colour of the n-th class, from 0. */
    static String colour(int n) {
        return COLOURS.get(n % COLOURS.size());
    }
}
