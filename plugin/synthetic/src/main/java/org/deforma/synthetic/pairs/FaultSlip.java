package org.deforma.synthetic.pairs;

import org.deforma.synthetic.DisplacementField;

/**
 * Motion of the ground beside a fault: the right side moves by {@code share} of the slip and the left side by the
 * rest, the other way. Immutable.
 *
 * @param line the fault
 * @param slipX of the right side relative to the left [px]
 * @param slipY likewise [px]
 * @param share of the slip on the right side, 0 to 1
 * @param extent the part of the line that slips; faults with ends move both sides by half, whatever the share and the
 *     decay
 * @param ramp how it builds up across
 * @param width from 10 to 90 per cent of the slip for {@link Ramp#ATAN}, of all of it for {@link Ramp#LINEAR}; 0 for
 *     a jump [px]
 * @param decay distance from the fault in which the motion falls by a factor of e; infinity for blocks [px]
 */
record FaultSlip(
        FaultLine line, double slipX, double slipY, double share, Extent extent, Ramp ramp, double width, double decay)
        implements DisplacementField {

    /** How motion builds up across a fault. */
    enum Ramp {
        /** In a straight line. */
        LINEAR,
        /** As over a locked fault (Savage and Burford 1973, doi:10.1029/JB078i005p00832). */
        ATAN;

        /** Twice the tangent of 0.4 pi: half widths between 10 and 90 per cent. */
        private static final double HALF_WIDTHS = 2 * Math.tan(0.4 * Math.PI);

        /** 0 far on the left to 1 far on the right. */
        double at(double distance, double width) {
            if (width == 0) {
                return distance > 0 ? 1 : 0;
            }
            return this == LINEAR
                    ? Math.max(0, Math.min(1, 0.5 + distance / width))
                    : 0.5 + Math.atan(distance * HALF_WIDTHS / width) / Math.PI;
        }
    }

    /**
     * The part of a line that slips: most in its middle and nothing at its ends, as a crack under uniform stress does,
     * with the motion about it (antiplane strain; Knopoff 1958, Energy release in earthquakes, Geophysical Journal 1,
     * 44-52).
     *
     * @param middle along the axis of the line [px]
     * @param half of its length; infinity for a fault without ends [px]
     */
    record Extent(double middle, double half) {
        static final Extent ENDLESS = new Extent(0, Double.POSITIVE_INFINITY);

        /**
         * Motion of a point over the largest motion of its side, 0 to 1: the imaginary part of sqrt(z^2 - 1) - z where
         * the fault is z = -1 to 1.
         */
        double at(double along, double across) {
            double x = (along - middle) / half;
            double y = Math.abs(across) / half;
            double re = x * x - y * y - 1;
            double im = 2 * x * y;
            return Math.max(0, Math.sqrt(Math.max(0, (Math.hypot(re, im) - re) / 2)) - y);
        }
    }

    @Override
    public Vector at(double x, double y) {
        double distance = line.across(x, y);
        double side = ramp.at(distance, width);
        double part;
        if (extent.half() == Double.POSITIVE_INFINITY) {
            part = side - (1 - share);
            if (decay != Double.POSITIVE_INFINITY) {
                part *= Math.exp(-Math.abs(distance) / decay);
            }
        } else {
            part = (side - 0.5) * extent.at(line.along(x, y), distance);
        }
        return new Vector(part * slipX, part * slipY);
    }
}
