package org.deforma.synthetic.coherence;

import java.util.Locale;

/** What the ground is, as far as its coherence in time can tell. Colours differ for the colour-blind too. */
public enum GroundCover {
    BUILT_UP(
            "Built-up",
            "#CC3311",
            "Buildings, streets, industry, rail, airports: bright, and coherent over years; loses a little to trees and"
                    + " traffic in between"),
    BARE_GROUND(
            "Bare ground",
            "#BBAA88",
            "Rock, scree, gravel, sand and sparsely vegetated ground: coherent over months, disturbed by rain and snow"),
    GRASSLAND(
            "Grassland and shrub",
            "#DDCC33",
            "Meadows, pasture, steppe, heath and low shrub: loses coherence within weeks, faster while it grows or is mown"),
    CROPLAND(
            "Cropland",
            "#EE8866",
            "Fields that are tilled, rice included: coherent while bare or stubble, lost when ploughed, grown or"
                    + " harvested"),
    DECIDUOUS_FOREST(
            "Deciduous forest",
            "#44BB99",
            "Broad-leaved trees that shed their leaves: coherent from winter to winter, hardly in leaf"),
    EVERGREEN_FOREST(
            "Evergreen forest",
            "#117733",
            "Conifers and evergreen broad-leaved trees: low coherence in all seasons, lost within weeks"),
    WATER(
            "Water",
            "#4477AA",
            "Rivers, lakes, reservoirs and the sea: no coherence, only what the estimate makes of noise"),
    CHANGED(
            "Changed",
            "#AA3377",
            "Stable before and after one abrupt change that lasts: construction, demolition, landslide, lava");

    private final String title;
    private final String colour;
    private final String description;

    GroundCover(String title, String colour, String description) {
        this.title = title;
        this.colour = colour;
        this.description = description;
    }

    /** Name in files: lower case, words joined by an underscore. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** What belongs to it and how its coherence behaves, in one sentence. */
    public String description() {
        return description;
    }

    /** Colour on a map, {@code #RRGGBB}. */
    public String colour() {
        return colour;
    }

    /** Place among the classes of a network's output, from 0: their order here is part of the format of a model. */
    @SuppressWarnings("EnumOrdinal") // the one place that reads the order
    public int index() {
        return ordinal();
    }

    /** Value in a class raster, 1 to 8; 0 is left to "no data". */
    public int value() {
        return index() + 1;
    }
}
