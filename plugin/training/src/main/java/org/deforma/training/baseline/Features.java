package org.deforma.training.baseline;

import java.util.Arrays;

/**
 * What the classic classifiers see of a matrix: the mean coherence of every block of 4 x 4 cells on and above the diagonal
 * (24 x 24 days at 6 days a row), and of every lag in steps of two rows, each over the cells that are known, with the share of
 * known cells. Means of nothing known are taken from blocks of the same lag, then from the nearest known lag, so that gaps do
 * not look like lost coherence.
 */
public final class Features {
    private static final int BLOCK = 4;
    private static final int LAG = 2;

    private final int dates;
    private final int blocks;
    private final int lags;

    /** Features of matrices with this many rows, a multiple of four. */
    public Features(int dates) {
        this.dates = dates;
        blocks = dates / BLOCK;
        lags = dates / LAG;
    }

    /** Number of features. */
    public int count() {
        return blocks * (blocks + 1) + 2 * lags;
    }

    /** Features of the matrix at {@code at}: coherence, then validity. */
    public float[] of(float[] matrices, int at) {
        double[] blockSum = new double[blocks * blocks];
        double[] blockCount = new double[blocks * blocks];
        double[] lagSum = new double[lags];
        double[] lagCount = new double[lags];
        int validity = at + dates * dates;
        for (int i = 0; i < dates; i++) {
            for (int j = i + 1; j < dates; j++) {
                if (matrices[validity + i * dates + j] != 0) {
                    float coherence = matrices[at + i * dates + j];
                    int block = i / BLOCK * blocks + j / BLOCK;
                    blockSum[block] += coherence;
                    blockCount[block]++;
                    lagSum[(j - i) / LAG] += coherence;
                    lagCount[(j - i) / LAG]++;
                }
            }
        }
        double[] lagMean = lagMeans(lagSum, lagCount);
        float[] features = new float[count()];
        int f = 0;
        for (int a = 0; a < blocks; a++) {
            for (int b = a; b < blocks; b++) {
                int block = a * blocks + b;
                double stand = lagMean[Math.min(lags - 1, (b - a) * BLOCK / LAG)];
                features[f++] = (float) (blockCount[block] > 0 ? blockSum[block] / blockCount[block] : stand);
                features[f++] = (float) (blockCount[block] / (BLOCK * BLOCK));
            }
        }
        for (int lag = 0; lag < lags; lag++) {
            features[f++] = (float) lagMean[lag];
            features[f++] = (float) (lagCount[lag] / (LAG * (dates - LAG * lag)));
        }
        return features;
    }

    private static double[] lagMeans(double[] sum, double[] count) {
        double[] mean = new double[sum.length];
        Arrays.fill(mean, Double.NaN);
        for (int lag = 0; lag < sum.length; lag++) {
            for (int distance = 0; distance < sum.length && Double.isNaN(mean[lag]); distance++) {
                int near = lag - distance >= 0 && count[lag - distance] > 0 ? lag - distance : lag + distance;
                mean[lag] = near < sum.length && count[near] > 0 ? sum[near] / count[near] : Double.NaN;
            }
        }
        return mean;
    }
}
