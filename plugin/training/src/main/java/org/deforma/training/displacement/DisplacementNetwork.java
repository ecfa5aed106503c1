package org.deforma.training.displacement;

import java.util.ArrayList;
import java.util.List;

/**
 * The network for displacement up to faults: (1, 5, rows, columns) in, (1, 3, rows, columns) out, rows and columns multiples of
 * {@value #MULTIPLE}. In: {@code before}, {@code after} deformed by the field, the field along x and y [px], its sigma [px].
 * Out: what the field still lacks along x and y [px], and ln of the variance of a component [px^2].
 *
 * <p>A window that straddles a fault measures a mean of both sides. So for every pixel there are {@value #CANDIDATES}
 * candidates: the field as it is, and the least-squares displacement (Lucas &amp; Kanade 1981) of windows of four sizes,
 * those of the two smaller sizes also beside the pixel, in eight directions. One of them lies on the pixel's own side,
 * wherever the fault runs ("shiftable windows", Bobick &amp; Intille 1999, doi:10.1023/A:1008150329890). For each candidate
 * there is its cost, the squared difference of the images around the pixel after it. All of that is fixed arithmetic; what is
 * learnt is a small convolutional network that looks at costs and candidates of the surroundings and gives the weights of the
 * candidates, and the variance of their mean. The displacement thus always is a mean of measurements, never an invention.
 *
 * <p>Small windows measure the displacement itself: on the pixel's own side that is right however wrong the field is. The two
 * large ones add what the field lacks to its mean, so that they lose nothing where the ground is strained.
 *
 * @param filters of the layers at every pixel
 * @param dilations of their 3 x 3 convolutions [px]
 * @param contextFilters of the layers that see further, on a grid of 4 px
 * @param contextDilations of their 3 x 3 convolutions [4 px]
 */
record DisplacementNetwork(int filters, List<Integer> dilations, int contextFilters, List<Integer> contextDilations) {
    /** Rows and columns must be multiples of this [px]. */
    static final int MULTIPLE = 16;
    /** Displacements that the network chooses from. */
    static final int CANDIDATES = 21;
    /** Channels in: before, after, dx, dy, sigma. */
    static final int INPUTS = 5;
    /** Channels out: dx, dy, log variance. */
    static final int OUTPUTS = 3;

    /** Channels of the features: costs at two scales, a contrast of them, differences; and eight about the place. */
    static final int FEATURES = 4 * CANDIDATES - 1 + 8;

    /** Which candidate is that of the large window: the one to prefer without a reason. */
    static final int LARGE = 1;

    /** Name of the number that is added to every log variance. */
    static final String VARIANCE = "variance";

    /** Factor between squared differences and the weight of a candidate, before training. */
    static final float SHARPNESS = 0.5f;

    private static final float[] GRADIENT = {1 / 12f, -8 / 12f, 0, 8 / 12f, -1 / 12f};
    private static final float[] SPLINE = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};
    private static final float[] NEAR = {1 / 4f, 2 / 4f, 1 / 4f};

    /** Takes out what is near the Nyquist frequency, where interpolation is wrong and pulls displacements to whole pixels. */
    private static final float[] SOFT = {1 / 8f, 6 / 8f, 1 / 8f};

    /** Slope of the true gradient against these differences, for scenes of satellite images. */
    private static final float SLOPE = 1.06f;
    /** Squared gradient that is added, in deviations of the grey levels: flat ground stays where it is. */
    private static final float RIDGE = 0.003f;
    /** Least variance of the noise that is believed, in squared deviations. */
    private static final float LEAST_NOISE = 1e-3f;
    /** Pixels that a large window is worth. */
    private static final float LARGE_PIXELS = 160;
    /** By how much the variance may differ from that of a large window: a factor of exp(this). */
    private static final float VARIANCE_RANGE = 4.5f;
    /** Likings are within this, so that none is ever chosen or left out for good: training could not change that again. */
    private static final float LIKING_RANGE = 8;
    /** Output of the last layer at which the variance's range is nearly used up. */
    private static final float VARIANCE_BEND = 1.5f;

    /** Where the products of what the present field leaves over begin. */
    private static final int REST = 6;

    /** The middle and eight places around it, as rows and columns of the reduced grid. */
    private static final int[][] PLACES = {{0, 0}, {0, 3}, {2, 2}, {3, 0}, {2, -2}, {0, -3}, {-2, -2}, {-3, 0}, {-2, 2}
    };

    /** Keeps a copy of the dilations. */
    DisplacementNetwork {
        dilations = List.copyOf(dilations);
        contextDilations = List.copyOf(contextDilations);
    }

    /** The network that is shipped. */
    static DisplacementNetwork standard() {
        return new DisplacementNetwork(24, List.of(1, 2, 4, 1), 48, List.of(1, 2, 4, 1));
    }

    /** Name and shape of the weights, in order; a bias is what has one axis. */
    List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(new Weight("first.weight", filters, FEATURES, 1, 1));
        weights.add(new Weight("first.bias", filters));
        weights.add(new Weight("narrow.weight", contextFilters, filters, 1, 1));
        weights.add(new Weight("narrow.bias", contextFilters));
        for (int i = 0; i < contextDilations.size(); i++) {
            weights.add(new Weight("context" + i + ".weight", contextFilters, contextFilters, 3, 3));
            weights.add(new Weight("context" + i + ".bias", contextFilters));
        }
        weights.add(new Weight("wide.weight", filters, contextFilters, 1, 1));
        weights.add(new Weight("wide.bias", filters));
        for (int i = 0; i < dilations.size(); i++) {
            weights.add(new Weight("hidden" + i + ".weight", filters, filters, 3, 3));
            weights.add(new Weight("hidden" + i + ".bias", filters));
        }
        weights.add(new Weight("last.weight", CANDIDATES + 1, filters, 1, 1));
        weights.add(new Weight("last.bias", CANDIDATES + 1));
        weights.add(new Weight("sharpness", 1, 1, 1, 1));
        weights.add(new Weight(VARIANCE, 1, 1, 1, 1));
        return weights;
    }

    /** A trained tensor. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares these records
    record Weight(String name, long... shape) {
        /** Number of values. */
        int size() {
            long size = 1;
            for (long length : shape) {
                size *= length;
            }
            return (int) size;
        }
    }

    /** The network, on any kind of tensors. */
    <T> T run(TensorOps<T> ops, T input) {
        return new Graph<>(ops).run(input);
    }

    /** Candidates along x and along y, a channel each. */
    private record Pair<T>(T x, T y) {}

    /**
     * One run. Sums over windows are means: xx, xy, yy of the gradient; xd, yd with the difference without the present field, dd
     * of that; xr, yr and rr likewise of the difference that the field leaves over.
     */
    private final class Graph<T> {
        private final TensorOps<T> ops;

        Graph(TensorOps<T> ops) {
            this.ops = ops;
        }

        T run(T input) {
            T images = normalised(ops.channels(input, 0, 2));
            T field = ops.channels(input, 2, 4);
            // Displacements are counted from their mean, so that large ones keep their digits.
            field = ops.subtract(field, ops.meanOfPixels(field));
            Pair<T> present = new Pair<>(ops.channels(field, 0, 1), ops.channels(field, 1, 2));
            T products = products(images, present);
            T blocks = ops.reduced(products, 4);
            T medium = smooth(blocks, 1);
            T large = smooth(medium, 2);
            T huge = smooth(large, 4);
            T small = smooth(ops.reduced(products, 2), 1);
            T around = ops.enlarged(large, 4);
            T mediumField = smooth(ops.reduced(field, 4), 1);
            T largeField = smooth(mediumField, 2);
            T rest = solve(large);
            T largeShift = ops.enlarged(ops.add(rest, largeField), 4);
            T hugeShift = ops.enlarged(ops.add(solve(huge), smooth(largeField, 4)), 4);
            Pair<T> largest = new Pair<>(ops.channels(largeShift, 0, 1), ops.channels(largeShift, 1, 2));
            T mediumShifts = ops.enlarged(ops.moved(solve(medium, mediumField), PLACES), 4);
            T smallField = smooth(ops.reduced(field, 2), 1);
            T smallShifts = ops.enlarged(ops.moved(solve(small, smallField), PLACES), 2);
            int n = PLACES.length;
            Pair<T> candidates = new Pair<>(
                    ops.join(List.of(
                            present.x,
                            largest.x,
                            ops.channels(hugeShift, 0, 1),
                            ops.channels(mediumShifts, 0, n),
                            ops.channels(smallShifts, 0, n))),
                    ops.join(List.of(
                            present.y,
                            largest.y,
                            ops.channels(hugeShift, 1, 2),
                            ops.channels(mediumShifts, n, 2 * n),
                            ops.channels(smallShifts, n, 2 * n))));
            T noise = ops.add(ops.minimum(ops.relu(cost(around, largest)), sum(around, REST + 2)), LEAST_NOISE);
            T texture = ops.add(ops.add(ops.channels(around, 0, 1), ops.channels(around, 2, 3)), LEAST_NOISE);
            T leftover = leftover(blocks, rest);
            T fine = ops.enlarged(correlation(leftover, huge, 1 / 16f), 4);
            T coarse = ops.enlarged(correlation(filtered(leftover, NEAR, 1), huge, 0.140625f / 16), 4);
            T logVariance = ops.add(ops.log(ops.divide(noise, ops.multiply(texture, LARGE_PIXELS))), coarse);
            T near = filtered(ops.channels(products, 0, REST), NEAR, 1);
            T pointCosts = ops.divide(cost(near, candidates), noise);
            T costs = ops.divide(cost(smooth(near, 1), candidates), noise);
            T differences = differences(candidates, largest);
            T place = ops.join(
                    List.of(scatter(differences, 3, 3 + n), scatter(differences, 3 + n, 3 + 2 * n), fine, coarse));
            T first = features(pointCosts, costs, differences, logVariance, noise, texture, place);
            T hidden = ops.relu(ops.convolution(first, "first", 1));
            T context = ops.relu(ops.convolution(ops.reduced(hidden, 4), "narrow", 1));
            for (int i = 0; i < contextDilations.size(); i++) {
                context = ops.add(context, ops.relu(ops.convolution(context, "context" + i, contextDilations.get(i))));
            }
            hidden = ops.add(hidden, ops.enlarged(ops.convolution(context, "wide", 1), 4));
            for (int i = 0; i < dilations.size(); i++) {
                hidden = ops.add(hidden, ops.relu(ops.convolution(hidden, "hidden" + i, dilations.get(i))));
            }
            T last = ops.convolution(hidden, "last", 1);
            T liking = ops.multiply(
                    ops.tanh(ops.multiply(ops.channels(last, 0, CANDIDATES), 1 / LIKING_RANGE)), LIKING_RANGE);
            T scores = ops.subtract(liking, ops.multiply(costs, ops.number("sharpness")));
            // Softmax, but for the sum: ONNX Runtime's is slow along channels.
            T weights = ops.exp(ops.subtract(scores, ops.maximumOfChannels(scores)));
            T sum = ops.sumOfChannels(weights);
            T offset = ops.tanh(ops.multiply(ops.channels(last, CANDIDATES, CANDIDATES + 1), 1 / VARIANCE_BEND));
            return ops.join(List.of(
                    ops.subtract(ops.divide(ops.sumOfChannels(ops.multiply(weights, candidates.x)), sum), present.x),
                    ops.subtract(ops.divide(ops.sumOfChannels(ops.multiply(weights, candidates.y)), sum), present.y),
                    ops.add(ops.add(logVariance, ops.number(VARIANCE)), ops.multiply(offset, VARIANCE_RANGE))));
        }

        /** Both images without their local mean, in units of their local deviation: other light is taken out. */
        private T normalised(T images) {
            T detail = ops.subtract(images, lowPass(images));
            T deviation = ops.sqrt(ops.add(lowPass(ops.multiply(detail, detail)), 1e-6f));
            return ops.divide(detail, deviation);
        }

        private T lowPass(T a) {
            return ops.enlarged(smooth(smooth(ops.reduced(a, 4), 1), 2), 4);
        }

        private T smooth(T a, int dilation) {
            return filtered(a, SPLINE, dilation);
        }

        private T filtered(T a, float[] taps, int dilation) {
            return ops.filter(ops.filter(a, taps, false, dilation), taps, true, dilation);
        }

        /**
         * Products of the gradient and of the difference of the images. The gradient is that of the mean of both images, whose
         * noise has nothing in common with that of their difference.
         */
        private T products(T images, Pair<T> field) {
            T soft = filtered(images, SOFT, 1);
            T before = ops.channels(soft, 0, 1);
            T after = ops.channels(soft, 1, 2);
            T mean = ops.multiply(ops.add(before, after), 0.5f);
            T gx = ops.filter(mean, GRADIENT, false, 1);
            T gy = ops.filter(mean, GRADIENT, true, 1);
            T moved = ops.add(ops.multiply(gx, field.x), ops.multiply(gy, field.y));
            T rest = ops.subtract(before, after);
            T d = ops.add(rest, ops.multiply(moved, SLOPE));
            return ops.join(List.of(
                    ops.multiply(gx, gx),
                    ops.multiply(gx, gy),
                    ops.multiply(gy, gy),
                    ops.multiply(gx, d),
                    ops.multiply(gy, d),
                    ops.multiply(d, d),
                    ops.multiply(gx, rest),
                    ops.multiply(gy, rest),
                    ops.multiply(rest, rest)));
        }

        private T sum(T sums, int which) {
            return ops.channels(sums, which, which + 1);
        }

        /** Least-squares displacement of windows: x, then y; where there is no texture, the mean of the present field. */
        private T solve(T sums, T field) {
            T xx = ops.add(sum(sums, 0), RIDGE);
            T xy = sum(sums, 1);
            T yy = ops.add(sum(sums, 2), RIDGE);
            T xd = ops.add(sum(sums, 3), ops.multiply(ops.channels(field, 0, 1), RIDGE * SLOPE));
            T yd = ops.add(sum(sums, 4), ops.multiply(ops.channels(field, 1, 2), RIDGE * SLOPE));
            return solve(xx, xy, yy, xd, yd);
        }

        /** What the present field lacks in windows, likewise; where there is no texture, nothing. */
        private T solve(T sums) {
            T xx = ops.add(sum(sums, 0), RIDGE);
            T yy = ops.add(sum(sums, 2), RIDGE);
            return solve(xx, sum(sums, 1), yy, sum(sums, REST), sum(sums, REST + 1));
        }

        private T solve(T xx, T xy, T yy, T xd, T yd) {
            T determinant = ops.multiply(ops.subtract(ops.multiply(xx, yy), ops.multiply(xy, xy)), SLOPE);
            return ops.join(List.of(
                    ops.divide(ops.subtract(ops.multiply(yy, xd), ops.multiply(xy, yd)), determinant),
                    ops.divide(ops.subtract(ops.multiply(xx, yd), ops.multiply(xy, xd)), determinant)));
        }

        /** Products of gradient and difference in blocks that are left over when large windows have been measured. */
        private T leftover(T blocks, T rest) {
            T x = ops.channels(rest, 0, 1);
            T y = ops.channels(rest, 1, 2);
            T gx = ops.add(ops.multiply(x, sum(blocks, 0)), ops.multiply(y, sum(blocks, 1)));
            T gy = ops.add(ops.multiply(x, sum(blocks, 1)), ops.multiply(y, sum(blocks, 2)));
            return ops.subtract(ops.channels(blocks, REST, REST + 2), ops.multiply(ops.join(List.of(gx, gy)), SLOPE));
        }

        /**
         * By how much the noise of a mean is larger than if that of neighbouring pixels had nothing in common (as it has in images
         * that were compressed or resampled): ln of a ratio of variances.
         *
         * @param independent what the ratio of the squares is for noise without anything in common
         */
        private T correlation(T leftover, T huge, float independent) {
            T squares = smooth(smooth(smooth(ops.multiply(leftover, leftover), 1), 2), 4);
            T found = ops.add(sum(squares, 0), sum(squares, 1));
            T expected = ops.multiply(
                    ops.add(sum(huge, REST + 2), LEAST_NOISE),
                    ops.add(ops.add(sum(huge, 0), sum(huge, 2)), LEAST_NOISE));
            T ratio = ops.divide(found, ops.multiply(expected, independent));
            return ops.log(ops.add(ops.relu(ops.add(ratio, -0.3f)), 0.3f));
        }

        /** Mean squared difference that displacements leave: dd - 2 u xd + u^2 xx ..., for all candidates at once. */
        private T cost(T sums, Pair<T> u) {
            T x = ops.add(
                    ops.multiply(u.x, ops.multiply(sum(sums, 0), SLOPE * SLOPE)),
                    ops.subtract(
                            ops.multiply(u.y, ops.multiply(sum(sums, 1), 2 * SLOPE * SLOPE)),
                            ops.multiply(sum(sums, 3), 2 * SLOPE)));
            T y = ops.subtract(
                    ops.multiply(u.y, ops.multiply(sum(sums, 2), SLOPE * SLOPE)),
                    ops.multiply(sum(sums, 4), 2 * SLOPE));
            return ops.add(ops.add(ops.multiply(u.x, x), ops.multiply(u.y, y)), sum(sums, 5));
        }

        /** Squared distance of the candidates from that of the large window [px^2]. */
        private T differences(Pair<T> candidates, Pair<T> largest) {
            T x = ops.subtract(candidates.x, largest.x);
            T y = ops.subtract(candidates.y, largest.y);
            return ops.add(ops.multiply(x, x), ops.multiply(y, y));
        }

        /** ln of the mean square by which some candidates differ around a pixel. */
        private T scatter(T differences, int from, int to) {
            T mean = ops.multiply(ops.sumOfChannels(ops.channels(differences, from, to)), 1f / (to - from));
            T around = smooth(smooth(ops.reduced(mean, 4), 1), 2);
            return ops.enlarged(ops.add(ops.multiply(ops.log(ops.add(around, 1e-7f)), 0.5f), 4), 4);
        }

        /** What the convolutions see, all of it about 0 to 1. */
        private T features(T pointCosts, T costs, T differences, T logVariance, T noise, T texture, T place) {
            return ops.join(List.of(
                    saturated(ops.relu(costs), 4),
                    ops.tanh(ops.subtract(ops.channels(costs, 1, CANDIDATES), ops.channels(costs, 0, 1))),
                    ops.sqrt(ops.add(saturated(differences, 0.01f), 1e-6f)),
                    saturated(ops.relu(pointCosts), 4),
                    ops.add(ops.multiply(logVariance, 0.25f), 2),
                    ops.multiply(ops.log(noise), 0.25f),
                    ops.multiply(ops.log(texture), 0.25f),
                    ops.sqrt(ops.add(saturated(ops.channels(differences, 2, 3), 1e-3f), 1e-6f)),
                    ops.multiply(place, 0.5f)));
        }

        private T saturated(T a, float half) {
            return ops.divide(a, ops.add(a, half));
        }
    }
}
