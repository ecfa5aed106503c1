package org.deforma.synthetic.pairs;

import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Draws;

/**
 * How the ground of a pair moves.
 *
 * @param kind of motion
 * @param step largest slip of a fault, 0 where there is none [px]
 * @param stepWidth distance across the fault over which it builds up, 0 for a jump [px]
 * @param field the displacement, within 6 px everywhere
 */
public record Motion(MotionKind kind, double step, double stepWidth, DisplacementField field) {
    private static final double LARGEST = 6;
    /** Points a side at which the size of a field is looked up. */
    private static final int PROBES = 24;

    /** What remains after the coarse offset between the images was removed: some px, and not the middle. */
    private static final double OFFSET = 3;

    static Motion draw(Draws draws, int size) {
        MotionKind kind = MotionKind.draw(draws);
        return switch (kind) {
            case STILL -> new Motion(kind, 0, 0, DisplacementField.shift(0, 0));
            case SHIFT -> new Motion(kind, 0, 0, offset(draws, OFFSET));
            case WAVES -> centred(draws, size, SmoothMotions.waves(draws, size, 0.05, 4));
            case GLACIER -> centred(draws, size, SmoothMotions.glacier(draws, size));
            case RUPTURE -> centred(draws, size, SmoothMotions.rupture(draws, size));
            default -> {
                Motion faults = FaultMotions.draw(kind, draws, size);
                DisplacementField field = draws.chance(0.3)
                        ? faults.field.plus(SmoothMotions.waves(draws, size, 0.01, 1).field)
                        : faults.field;
                yield centred(draws, size, new Motion(kind, faults.step, faults.stepWidth, field));
            }
        };
    }

    /** The same about the middle of what occurs in the image, plus a random offset, within the largest. */
    private static Motion centred(Draws draws, int size, Motion motion) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < PROBES * PROBES; i++) {
            double x = (i % PROBES + 0.5) * size / PROBES;
            double y = (i / PROBES + 0.5) * size / PROBES;
            DisplacementField.Vector d = motion.field.at(x, y);
            low[0] = Math.min(low[0], d.dx());
            low[1] = Math.min(low[1], d.dy());
            high[0] = Math.max(high[0], d.dx());
            high[1] = Math.max(high[1], d.dy());
        }
        double reach = Math.hypot(high[0] - low[0], high[1] - low[1]) / 2;
        double free = Math.max(0, Math.min(OFFSET, LARGEST - 1 - reach));
        DisplacementField field = motion.field
                .plus(DisplacementField.shift(-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2))
                .plus(offset(draws, free));
        return new Motion(motion.kind, motion.step, motion.stepWidth, limited(field));
    }

    private static DisplacementField offset(Draws draws, double largest) {
        double direction = draws.between(0, 2 * Math.PI);
        double size = largest * draws.unit();
        return DisplacementField.shift(size * Math.cos(direction), size * Math.sin(direction));
    }

    /** Shortens what is too long; it is rare, beside the ends of ruptures. */
    private static DisplacementField limited(DisplacementField field) {
        return (x, y) -> {
            DisplacementField.Vector d = field.at(x, y);
            double length = Math.hypot(d.dx(), d.dy());
            return length <= LARGEST
                    ? d
                    : new DisplacementField.Vector(d.dx() * LARGEST / length, d.dy() * LARGEST / length);
        };
    }
}
