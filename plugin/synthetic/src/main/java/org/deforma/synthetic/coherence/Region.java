package org.deforma.synthetic.coherence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the world as this package simulates it: its year, its fields, its covers and its stacks, all as ranges
 * that overlap with those of other regions and from cover to cover. Immutable.
 *
 * @param name for people
 * @param climate its year
 * @param levels one entry for each cover but {@link GroundCover#WATER} (which has no coherence) and
 *     {@link GroundCover#CHANGED} (which is another cover before and after)
 * @param crops what grows on its fields, one of them on each
 * @param mowings how often grass is cut in a year
 * @param sensing how its stacks were taken
 */
public record Region(
        String name,
        Climate climate,
        Map<GroundCover, CoverLevels> levels,
        List<Crop> crops,
        Range mowings,
        Sensing sensing) {
    /** Checks that nothing is missing. */
    public Region {
        levels = Map.copyOf(levels);
        crops = List.copyOf(crops);
        for (GroundCover cover : GroundCover.values()) {
            boolean needed = cover != GroundCover.WATER && cover != GroundCover.CHANGED;
            if (levels.containsKey(cover) != needed) {
                throw new IllegalArgumentException(
                        name + ": there must be levels for every cover but water and changed, wrong for " + cover);
            }
        }
        if (crops.isEmpty()) {
            throw new IllegalArgumentException(name + ": a region needs at least one crop, had none");
        }
        mowings.check(name + ": mowings a year", 0, 12, "");
    }

    /** Regions to train on. */
    public static List<Region> training() {
        return Regions.TRAINING;
    }

    /** Regions to choose a network by, not to train on. */
    public static List<Region> validation() {
        return Regions.VALIDATION;
    }

    /** Regions to judge the result by; other hemispheres, calendars, looks and levels than those to train on. */
    public static List<Region> heldOut() {
        return Regions.HELD_OUT;
    }

    /** The same region with other levels of one cover. */
    public Region with(GroundCover cover, CoverLevels other) {
        Map<GroundCover, CoverLevels> changed = new EnumMap<>(levels);
        changed.put(cover, other);
        return new Region(name, climate, changed, crops, mowings, sensing);
    }

    /** The same region with other stacks. */
    public Region with(Sensing other) {
        return new Region(name, climate, levels, crops, mowings, other);
    }
}
