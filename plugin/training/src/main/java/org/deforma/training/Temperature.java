package org.deforma.training;

/**
 * The temperature that logits are divided by such that the probabilities fit best (Guo et al. 2017, arXiv:1706.04599). It
 * changes how sure a network is, never which class it finds.
 */
final class Temperature {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /** Minimises the negative logarithm of the probability of the true class, by golden section in the logarithm of T. */
    static double fit(float[][] logits, int[] labels) {
        double low = Math.log(0.2);
        double high = Math.log(5);
        while (high - low > 1e-4) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (loss(logits, labels, Math.exp(a)) < loss(logits, labels, Math.exp(b))) {
                high = b;
            } else {
                low = a;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double loss(float[][] logits, int[] labels, double temperature) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(Math.max(Scores.softmax(logits[i], temperature)[labels[i]], 1e-30));
        }
        return sum;
    }
}
