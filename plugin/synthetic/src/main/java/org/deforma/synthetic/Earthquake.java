package org.deforma.synthetic;

import java.util.ArrayList;
import java.util.List;

/** An earthquake as the sum of dislocations in a Poisson solid. Immutable. */
public final class Earthquake {
    private final List<Dislocation> dislocations;
    private final List<Okada1985> motions;

    /** An earthquake in which all of these slipped; at least one. */
    public Earthquake(List<Dislocation> dislocations) {
        if (dislocations.isEmpty()) {
            throw new IllegalArgumentException("an earthquake needs at least one dislocation, had none");
        }
        this.dislocations = List.copyOf(dislocations);
        this.motions = dislocations.stream().map(Okada1985::new).toList();
    }

    /**
     * A fault on which the slip is largest in the middle of the upper edge and falls to zero at the other edges,
     * about as that of a crack does: with the root of 1 - (distance / half length)^2. Rectangles of falling size lie
     * on top of each other.
     *
     * @param outline the whole fault and its largest slip
     * @param steps rectangles, 1 or more
     */
    public static Earthquake tapered(Dislocation outline, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the slip must fall in 1 step or more, was " + steps);
        }
        List<Dislocation> patches = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double level = (i + 0.5) / steps;
            double scale = Math.sqrt(1 - level * level);
            patches.add(new Dislocation(
                    outline.east(),
                    outline.north(),
                    outline.depth(),
                    outline.strike(),
                    outline.dip(),
                    outline.length() * scale,
                    outline.width() * scale,
                    outline.strikeSlip() / steps,
                    outline.dipSlip() / steps,
                    outline.opening() / steps));
        }
        return new Earthquake(patches);
    }

    /** What slipped. */
    public List<Dislocation> dislocations() {
        return dislocations;
    }

    /** Moment magnitude, for a rigidity of 30 GPa; the dislocations are taken to slip in the same direction. */
    public double momentMagnitude() {
        return Dislocation.magnitude(
                dislocations.stream().mapToDouble(Dislocation::moment).sum());
    }

    /**
     * The motion of one point of the surface.
     *
     * @param east in the frame of the dislocations [m]
     * @param north likewise [m]
     */
    public GroundMotion at(double east, double north) {
        double e = 0;
        double n = 0;
        double u = 0;
        for (Okada1985 motion : motions) {
            GroundMotion m = motion.at(east, north);
            e += m.east();
            n += m.north();
            u += m.up();
        }
        return new GroundMotion(e, n, u);
    }

    /**
     * The horizontal motion as an image from above shows it, north up; the origin of the dislocations' frame is the
     * image's centre.
     *
     * @param width columns of the image [px]
     * @param height rows of the image [px]
     * @param metresPerPixel size of a pixel [m]
     */
    public DisplacementField seenFromAbove(int width, int height, double metresPerPixel) {
        if (!(metresPerPixel > 0)) {
            throw new IllegalArgumentException("a pixel must be larger than 0 m, was " + metresPerPixel);
        }
        return (x, y) -> {
            GroundMotion m = at((x - width / 2.0) * metresPerPixel, (height / 2.0 - y) * metresPerPixel);
            return new DisplacementField.Vector(m.east() / metresPerPixel, -m.north() / metresPerPixel);
        };
    }
}
