package org.deforma.synthetic.pairs;

import java.util.List;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.PowerLaw;

/** What covers the ground. Each draws brightness of mean about 0 and deviation about 1 on a canvas. */
enum Texture {
    /** Power spectra from f^-1.2, rough, to f^-3, smooth. */
    POWER_LAW,
    /** The same, drawn out in one direction: strata, ridges, furrows. */
    LINEATION,
    /** Terrain in the light of the sun. */
    HILLS,
    /** Opaque figures of all sizes: {@link DeadLeaves}. */
    DEAD_LEAVES,
    /** Fields with paths between them: {@link Land#parcels}. */
    PARCELS,
    /** Crests of dunes; only in held-out pairs. */
    DUNES,
    /** Blocks that cast shadows; only in held-out pairs. */
    CITY;

    private static final List<Texture> SEEN = List.of(POWER_LAW, LINEATION, HILLS, DEAD_LEAVES, PARCELS);
    private static final List<Texture> UNSEEN = List.of(DUNES, CITY);

    /** A texture for a scene of this split. */
    static Texture draw(Draws draws, Split split) {
        return split == Split.HELD_OUT && draws.chance(0.5) ? draws.any(UNSEEN) : draws.any(SEEN);
    }

    /** Brightness on a square canvas of so many nodes a side, two to the pixel. */
    Canvas canvas(Draws draws, int nodes) {
        return switch (this) {
            case POWER_LAW -> new Canvas(nodes, PowerLaw.pair(nodes, slope(draws), draws.seed())[0]);
            case LINEATION ->
                new Canvas(
                        nodes,
                        PowerLaw.pair(
                                nodes, slope(draws), draws.logBetween(1.5, 8), draws.between(0, 180.0), draws.seed())[
                                0]);
            case HILLS -> Land.hills(draws, nodes);
            case DEAD_LEAVES -> DeadLeaves.canvas(draws, nodes);
            case PARCELS -> Land.parcels(draws, nodes);
            case DUNES -> Unseen.dunes(draws, nodes);
            case CITY -> Unseen.city(draws, nodes);
        };
    }

    private static double slope(Draws draws) {
        return draws.between(-3, -1.2);
    }
}
