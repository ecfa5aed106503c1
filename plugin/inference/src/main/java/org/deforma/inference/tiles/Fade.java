package org.deforma.inference.tiles;

/**
 * Weights of a tile's pixels along an axis: 1 inside, falling to 0 over what it shares with its neighbours, such that the weights
 * of both neighbours sum to 1 ({@code 3 t^2 - 2 t^3}, which leaves and arrives without a kink).
 */
final class Fade {
    private Fade() {}

    /**
     * The weights.
     *
     * @param core pixels of the tile
     * @param shared pixels at either end that a neighbour has as well; beyond half of the core both fades act
     */
    static float[] weights(int core, int shared) {
        float[] weights = new float[core];
        for (int i = 0; i < core; i++) {
            weights[i] = (float) (smooth(i, shared) * smooth(core - 1 - i, shared));
        }
        return weights;
    }

    private static double smooth(int fromEnd, int shared) {
        if (fromEnd >= shared) {
            return 1;
        }
        double t = (fromEnd + 0.5) / shared;
        return t * t * (3 - 2 * t);
    }
}
