package org.deforma.displacement.internal;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.Tensor;
import org.deforma.api.raster.Band;

/** One installed network for displacement, written in Java; counts what is open. */
final class FakeModels implements ModelRegistry {
    /** From the five planes of a tile to the three. */
    @FunctionalInterface
    interface Network {
        float[] run(float[] input, int height, int width);
    }

    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger openPredictors = new AtomicInteger();
    final AtomicInteger openLeases = new AtomicInteger();
    /** What the last lease was asked for. */
    String asked = "";

    private final Network network;
    private final ModelDescription model;

    FakeModels(int size, int margin, Network network) {
        this.network = network;
        model = new ModelDescription(
                "faults",
                "Faults",
                "",
                ModelLayout.DISPLACEMENT,
                new ModelInput(
                        "x",
                        List.of("before", "after", "dx", "dy", "sigma"),
                        0,
                        0,
                        1,
                        Collections.nCopies(5, List.of()),
                        0,
                        0,
                        false),
                new ModelOutput(
                        "y",
                        ModelOutput.Activation.NONE,
                        List.of(),
                        List.of(new Band("dx", "px"), new Band("dy", "px"), new Band("log_variance", "")),
                        1),
                new ModelTiling(size, margin, 0),
                Optional.empty(),
                new ModelDomain(
                        "",
                        "",
                        12,
                        30,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        0,
                        Double.POSITIVE_INFINITY,
                        ""));
    }

    /** The same steps and the same sigma everywhere [px]. */
    static Network constant(double dx, double dy, double sigma) {
        return (input, height, width) -> {
            int n = height * width;
            float[] result = new float[3 * n];
            for (int i = 0; i < n; i++) {
                result[i] = (float) dx;
                result[n + i] = (float) dy;
                result[2 * n + i] = (float) (2 * Math.log(sigma));
            }
            return result;
        };
    }

    @Override
    public List<InstalledModel> models() {
        return List.of();
    }

    @Override
    public ModelLease lease(String name, ModelLayout layout, String device) {
        asked = name + " " + layout + " " + device;
        openLeases.incrementAndGet();
        return new ModelLease() {
            @Override
            public ModelDescription model() {
                return model;
            }

            @Override
            public String version() {
                return "3.2.1";
            }

            @Override
            public String sha256() {
                return "abc";
            }

            @Override
            public String style() {
                return "";
            }

            @Override
            public String device() {
                return "cpu";
            }

            @Override
            public String deviceReason() {
                return "there is no GPU";
            }

            @Override
            public Predictor predictor() {
                openPredictors.incrementAndGet();
                return new FakePredictor();
            }

            @Override
            public void close() {
                openLeases.decrementAndGet();
            }
        };
    }

    private final class FakePredictor implements ModelLease.Predictor {
        @Override
        public Tensor predict(float[] input, int... shape) {
            for (float value : input) {
                if (!Float.isFinite(value)) {
                    throw new AssertionError("the network was shown " + value);
                }
            }
            if (shape.length != 4 || shape[0] != 1 || shape[1] != 5) {
                throw new AssertionError("the network was shown another shape");
            }
            runs.incrementAndGet();
            return new Tensor(network.run(input, shape[2], shape[3]), 1, 3, shape[2], shape[3]);
        }

        @Override
        public void close() {
            openPredictors.decrementAndGet();
        }
    }

    @Override
    public List<ModelDevice> devices() {
        return List.of();
    }
}
