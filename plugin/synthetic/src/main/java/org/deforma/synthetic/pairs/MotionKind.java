package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;

/** How the ground of a pair moves. */
public enum MotionKind {
    /** Nothing moves: the displacement is 0 everywhere. */
    STILL(12),
    /** The same displacement everywhere, up to 3 px. */
    SHIFT(6),
    /** Smooth waves: strain 0.1 to 5 per cent, wavelengths 0.5 to 4 sides of the image, 4 px at most. */
    WAVES(14),
    /** An earthquake (Okada 1985), mostly with a rupture of the surface. */
    RUPTURE(8),
    /** One fault, straight or curved, across the image or ending in it. */
    FAULT(28),
    /** A fault from which a second one branches off. */
    BRANCH(8),
    /** Short faults side by side, each a step aside from the last. */
    EN_ECHELON(8),
    /** Two faults along each other. */
    PARALLEL(8),
    /** A glacier that flows between still margins. */
    GLACIER(8);

    private static final int TOTAL = 100;

    private final int weight;

    /** The weights are shares of all pairs [%]. */
    MotionKind(int weight) {
        this.weight = weight;
    }

    /** Whether the field jumps, or nearly so, along a line whose step is known. */
    public boolean hasFault() {
        return this == FAULT || this == BRANCH || this == EN_ECHELON || this == PARALLEL || this == RUPTURE;
    }

    static MotionKind draw(Draws draws) {
        double left = TOTAL * draws.unit();
        for (MotionKind kind : values()) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        return FAULT;
    }
}
