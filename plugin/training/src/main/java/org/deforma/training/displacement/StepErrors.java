package org.deforma.training.displacement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well a field shows a straight step; without a step, how well it shows that nothing moves.
 *
 * @param near root mean square error of both components within 32 px of the fault [px]
 * @param far the same beyond 64 px; all, without a step
 * @param width distance over which the mean profile of the slip rises from 10 to 90 % [px]
 * @param step between the means 16 to 48 px away on both sides [px]
 * @param overshoot by which the profile leaves what lies between both means at most [share of the step]
 * @param sigmaNear robust standard deviation of error over sigma within 32 px
 * @param sigmaFar the same beyond 64 px; all, without a step
 * @param falseSteps without a step, largest difference of means over 8 x 8 px, 8 px apart [px]
 */
record StepErrors(
        double near,
        double far,
        double width,
        double step,
        double overshoot,
        double sigmaNear,
        double sigmaFar,
        double falseSteps) {
    /** Pixels at the edges that do not count. */
    private static final int EDGE = 48;

    private static final int NEAR = 32;
    private static final int FAR = 64;
    /** The profile: half a pixel a bin, this far on both sides [px]. */
    private static final int REACH = 48;

    private static final int BINS = 4 * REACH;
    private static final int LEVEL_FROM = 16;
    private static final int BLOCK = 8;
    private static final double MAD = 1.4826;

    /**
     * A fault.
     *
     * @param throughX a point on it [px]
     * @param throughY likewise
     * @param azimuth of its trace, clockwise from up [deg]
     * @param step right-lateral [px]
     */
    record Fault(double throughX, double throughY, double azimuth, double step) {}

    /** Measures a square field. */
    static StepErrors of(NetworkTraining.Field field, Fault fault, int size) {
        double alongX = Math.sin(Math.toRadians(fault.azimuth));
        double alongY = -Math.cos(Math.toRadians(fault.azimuth));
        double[] profile = new double[BINS];
        int[] counts = new int[BINS];
        double[] levels = new double[2];
        int[] levelCounts = new int[2];
        Errors near = new Errors(size);
        Errors far = new Errors(size);
        for (int y = EDGE; y < size - EDGE; y++) {
            for (int x = EDGE; x < size - EDGE; x++) {
                int i = y * size + x;
                double across = (y + 0.5 - fault.throughY) * alongX - (x + 0.5 - fault.throughX) * alongY;
                double truth = -Math.signum(across) * fault.step / 2;
                double ex = field.dx()[i] - truth * alongX;
                double ey = field.dy()[i] - truth * alongY;
                if (fault.step == 0 || Math.abs(across) > FAR) {
                    far.add(ex, ey, field.sigma()[i]);
                } else if (Math.abs(across) < NEAR) {
                    near.add(ex, ey, field.sigma()[i]);
                }
                int bin = (int) Math.floor(2 * (across + REACH));
                if (bin >= 0 && bin < BINS) {
                    double slip = -(field.dx()[i] * alongX + field.dy()[i] * alongY);
                    profile[bin] += slip;
                    counts[bin]++;
                    if (Math.abs(across) > LEVEL_FROM) {
                        levels[across > 0 ? 1 : 0] += slip;
                        levelCounts[across > 0 ? 1 : 0]++;
                    }
                }
            }
        }
        if (fault.step == 0) {
            return new StepErrors(
                    Double.NaN,
                    far.rms(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    far.perSigma(),
                    Math.max(largestStep(field.dx(), size), largestStep(field.dy(), size)));
        }
        double low = levels[0] / levelCounts[0];
        double high = levels[1] / levelCounts[1];
        double most = 0;
        for (int b = 0; b < BINS; b++) {
            profile[b] = (profile[b] / counts[b] - low) / (high - low);
            most = Math.max(most, Math.max(profile[b] - 1, -profile[b]));
        }
        return new StepErrors(
                near.rms(),
                far.rms(),
                crossing(profile, 0.9) - crossing(profile, 0.1),
                high - low,
                most,
                near.perSigma(),
                far.perSigma(),
                Double.NaN);
    }

    /** Where a profile first rises through a level [px]. */
    private static double crossing(double[] profile, double level) {
        for (int b = 1; b < profile.length; b++) {
            if (profile[b - 1] < level && profile[b] >= level) {
                return (b - 1 + (level - profile[b - 1]) / (profile[b] - profile[b - 1])) / 2;
            }
        }
        return Double.NaN;
    }

    private static double largestStep(float[] values, int size) {
        int n = (size - 2 * EDGE) / BLOCK;
        double[] means = new double[n * n];
        for (int i = 0; i < means.length; i++) {
            for (int k = 0; k < BLOCK * BLOCK; k++) {
                int y = EDGE + i / n * BLOCK + k / BLOCK;
                int x = EDGE + i % n * BLOCK + k % BLOCK;
                means[i] += values[y * size + x] / (double) (BLOCK * BLOCK);
            }
        }
        double largest = 0;
        for (int i = 0; i < means.length; i++) {
            if (i % n > 0) {
                largest = Math.max(largest, Math.abs(means[i] - means[i - 1]));
            }
            if (i >= n) {
                largest = Math.max(largest, Math.abs(means[i] - means[i - n]));
            }
        }
        return largest;
    }

    /** Means over scenes. */
    static StepErrors mean(List<StepErrors> all) {
        return new StepErrors(
                mean(all, StepErrors::near),
                mean(all, StepErrors::far),
                mean(all, StepErrors::width),
                mean(all, StepErrors::step),
                mean(all, StepErrors::overshoot),
                mean(all, StepErrors::sigmaNear),
                mean(all, StepErrors::sigmaFar),
                all.stream().mapToDouble(StepErrors::falseSteps).max().orElse(Double.NaN));
    }

    private static double mean(List<StepErrors> all, ToDoubleFunction<StepErrors> value) {
        return all.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "near %.4f far %.4f width %.1f step %.3f overshoot %.2f sigma %.2f %.2f false %.2f",
                near,
                far,
                width,
                step,
                overshoot,
                sigmaNear,
                sigmaFar,
                falseSteps);
    }

    /** Errors of some pixels. */
    private static final class Errors {
        private final double[] ratios;
        private double squares;
        private int n;

        Errors(int size) {
            ratios = new double[2 * size * size];
        }

        void add(double ex, double ey, double sigma) {
            squares += ex * ex + ey * ey;
            ratios[n++] = Math.abs(ex) / sigma;
            ratios[n++] = Math.abs(ey) / sigma;
        }

        double rms() {
            return Math.sqrt(squares / n);
        }

        double perSigma() {
            Arrays.sort(ratios, 0, n);
            return MAD * ratios[n / 2];
        }
    }
}
