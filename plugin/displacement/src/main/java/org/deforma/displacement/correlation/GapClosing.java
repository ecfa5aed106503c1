package org.deforma.displacement.correlation;

/** Gives unknown cells of a block the mean of their known neighbours, ring after ring. */
final class GapClosing {
    private final int columns;
    private final int rows;

    GapClosing(CellBlock block) {
        columns = block.columns();
        rows = block.rows();
    }

    /**
     * Closes gaps in place. What a cell becomes depends on the cells as many rings away, and on nothing beyond.
     *
     * @param cx a component of each cell, NaN = unknown
     * @param cy the other one
     * @param rings how far from known cells gaps are closed [cells]; beyond, cells stay NaN
     */
    void close(float[] cx, float[] cy, int rings) {
        int unknown = 0;
        int[] open = new int[cx.length];
        for (int i = 0; i < cx.length; i++) {
            if (Float.isNaN(cx[i]) || Float.isNaN(cy[i])) {
                cx[i] = Float.NaN;
                open[unknown++] = i;
            }
        }
        float[] ringX = new float[unknown];
        float[] ringY = new float[unknown];
        for (int ring = 0; ring < rings && unknown > 0; ring++) {
            for (int k = 0; k < unknown; k++) {
                ringMean(cx, cy, open[k], ringX, ringY, k);
            }
            int left = 0;
            for (int k = 0; k < unknown; k++) {
                if (!Float.isNaN(ringX[k])) {
                    cx[open[k]] = ringX[k];
                    cy[open[k]] = ringY[k];
                } else {
                    open[left++] = open[k];
                }
            }
            unknown = left;
        }
    }

    private void ringMean(float[] cx, float[] cy, int cell, float[] outX, float[] outY, int at) {
        int r = cell / columns;
        int c = cell % columns;
        float sumX = 0;
        float sumY = 0;
        int n = 0;
        for (int rr = Math.max(0, r - 1); rr <= Math.min(rows - 1, r + 1); rr++) {
            for (int cc = Math.max(0, c - 1); cc <= Math.min(columns - 1, c + 1); cc++) {
                float x = cx[rr * columns + cc];
                if (!Float.isNaN(x)) {
                    sumX += x;
                    sumY += cy[rr * columns + cc];
                    n++;
                }
            }
        }
        outX[at] = sumX / n;
        outY[at] = sumY / n;
    }
}
