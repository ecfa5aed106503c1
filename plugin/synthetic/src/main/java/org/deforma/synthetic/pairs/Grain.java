package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;
import org.deforma.synthetic.PowerLaw;

/** Fine detail: a rough power law, f^-2.2 to f^-1.2, of mean 0 and deviation 1. */
final class Grain {
    private Grain() {}

    /** On a square of so many nodes a side; it repeats after half of them, which takes a quarter of the time. */
    static float[] draw(Draws draws, int nodes) {
        int half = nodes / 2;
        float[] tile = PowerLaw.pair(half, draws.between(-2.2, -1.2), draws.seed())[0];
        float[] grain = new float[nodes * nodes];
        for (int row = 0; row < nodes; row++) {
            int from = row % half * half;
            System.arraycopy(tile, from, grain, row * nodes, half);
            System.arraycopy(tile, from, grain, row * nodes + half, half);
        }
        return grain;
    }
}
