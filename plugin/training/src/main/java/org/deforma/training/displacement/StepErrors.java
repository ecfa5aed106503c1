package org.deforma.training.displacement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deforma.synthetic.DisplacementGrid;
import org.deforma.synthetic.pairs.FaultScenario;
import org.deforma.synthetic.pairs.StepProfile;
import org.deforma.synthetic.pairs.StillErrors;

/**
 * How well a field shows a straight step; without a step, how well it shows that nothing moves. Means over scenes.
 *
 * @param near root mean square error of both components within 32 px of the fault [px]
 * @param far the same beyond 64 px; all, without a step [px]
 * @param width distance over which the mean profile of the slip rises from 10 to 90 % [px]
 * @param step that was measured [px]
 * @param overshoot of the profile [share of the step]
 * @param sigmaNear robust standard deviation of error over sigma within 32 px
 * @param sigmaFar the same beyond 64 px; all, without a step
 * @param falseSteps without a step, places where noise would be taken for one, in all scenes
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
    private static final double MAD = 1.4826;

    /** Judges a field on a scenario. */
    static StepErrors of(NetworkTraining.Field field, FaultScenario scenario) {
        int size = scenario.images().width();
        DisplacementGrid estimate = new DisplacementGrid(size, size, field.dx(), field.dy());
        DisplacementGrid truth = scenario.truth();
        float[] distances = scenario.distances();
        if (scenario.step() == 0) {
            StillErrors still = StillErrors.of(estimate, 1, EDGE);
            double sigma = perSigma(field, truth, distances, -1, Double.MAX_VALUE);
            return new StepErrors(
                    Double.NaN,
                    still.rmse(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    sigma,
                    still.falseSteps());
        }
        StepProfile profile = StepProfile.of(estimate, truth, distances, scenario.azimuth(), EDGE);
        return new StepErrors(
                profile.nearRmse(),
                profile.farRmse(),
                profile.width(),
                profile.step(),
                profile.overshoot(),
                perSigma(field, truth, distances, -1, NEAR),
                perSigma(field, truth, distances, FAR, Double.MAX_VALUE),
                Double.NaN);
    }

    /** Robust standard deviation of error over sigma between two distances from the fault. */
    private static double perSigma(
            NetworkTraining.Field field, DisplacementGrid truth, float[] distances, double from, double to) {
        int size = truth.columns();
        double[] ratios = IntStream.range(0, distances.length)
                .filter(i -> Math.min(Math.min(i % size, i / size), size - 1 - Math.max(i % size, i / size)) >= EDGE)
                .filter(i -> Math.abs(distances[i]) > from && Math.abs(distances[i]) <= to)
                .mapToObj(i -> new double[] {
                    Math.abs(field.dx()[i] - truth.dx()[i]) / field.sigma()[i],
                    Math.abs(field.dy()[i] - truth.dy()[i]) / field.sigma()[i]
                })
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        return MAD * ratios[ratios.length / 2];
    }

    /** Means over scenes, but for false steps, which are added up. */
    static StepErrors mean(List<StepErrors> all) {
        return new StepErrors(
                mean(all, StepErrors::near),
                mean(all, StepErrors::far),
                mean(all, StepErrors::width),
                mean(all, StepErrors::step),
                mean(all, StepErrors::overshoot),
                mean(all, StepErrors::sigmaNear),
                mean(all, StepErrors::sigmaFar),
                all.stream().mapToDouble(StepErrors::falseSteps).sum());
    }

    private static double mean(List<StepErrors> all, ToDoubleFunction<StepErrors> value) {
        return all.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "near %.4f far %.4f width %.1f step %.3f overshoot %.2f sigma %.2f %.2f false %.0f",
                near,
                far,
                width,
                step,
                overshoot,
                sigmaNear,
                sigmaFar,
                falseSteps);
    }
}
