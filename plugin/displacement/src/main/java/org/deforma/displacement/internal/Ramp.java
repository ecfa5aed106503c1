package org.deforma.displacement.internal;

import org.deforma.api.displacement.RampRemoval;

/** What is subtracted from both components of a map. Places are in widths and heights of the image, 0..1. */
final class Ramp {
    private final RampRemoval kind;
    private final RampFit east;
    private final RampFit north;

    private Ramp(RampRemoval kind, RampFit east, RampFit north) {
        this.kind = kind;
        this.east = east;
        this.north = north;
    }

    /** Fits to a sample; nothing is subtracted when nothing is asked for or nothing was measured. */
    static Ramp of(RampRemoval kind, Sample sample) {
        double[] x = sample.x();
        if (kind == RampRemoval.NONE || x.length == 0) {
            return new Ramp(RampRemoval.NONE, null, null);
        }
        double[] y = sample.y();
        return new Ramp(kind, RampFit.of(kind, x, y, sample.east()), RampFit.of(kind, x, y, sample.north()));
    }

    RampRemoval kind() {
        return kind;
    }

    /** East of the ramp at a place, in the unit of the map. */
    double east(double x, double y) {
        return east == null ? 0 : east.at(x, y);
    }

    /** North of the ramp at a place. */
    double north(double x, double y) {
        return north == null ? 0 : north.at(x, y);
    }
}
