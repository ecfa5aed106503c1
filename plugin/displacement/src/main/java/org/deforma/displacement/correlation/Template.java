package org.deforma.displacement.correlation;

/** The earlier image with its gradient: what windows are compared with, the same in every iteration. Immutable. */
final class Template {
    final int x0;
    final int y0;
    final int width;
    /** Grey levels, row by row. */
    final float[] grey;

    final Gradient gradient;
    private final byte[] valid;

    /** Of a patch; what lies within the gradient's reach of a gap is not valid. */
    Template(Patch patch) {
        x0 = patch.x0;
        y0 = patch.y0;
        width = patch.width;
        grey = patch.data;
        gradient = Gradient.of(patch);
        valid = patch.validWithin(Gradient.REACH);
    }

    /** Whether there is data everywhere. */
    boolean complete() {
        return valid == null;
    }

    /** Whether a pixel has data. */
    boolean valid(int index) {
        return valid == null || valid[index] != 0;
    }
}
