package org.deforma.api.model;

/** A network in memory, in use by one run of a tool. Thread-safe; its predictors are not. */
public interface ModelLease extends AutoCloseable {
    /** What it takes and gives. */
    ModelDescription model();

    /** Version of the bundle it came from. */
    String version();

    /** Checksum of the ONNX file, hexadecimal. */
    String sha256();

    /** How the first band of what it gives is drawn: a Styled Layer Descriptor 1.0 that is safe to use. */
    String style();

    /** Where it runs: {@code cpu} or {@code gpu:n}. */
    String device();

    /** Why there, one sentence. */
    String deviceReason();

    /** A predictor for one worker. */
    Predictor predictor();

    /** Gives the network back, once its predictors are closed. */
    @Override
    void close();

    /** Runs the network; for one thread at a time. */
    interface Predictor extends AutoCloseable {
        /**
         * Runs the network once.
         *
         * @param input values in row-major order, scaled, without NaN
         * @param shape of the input: (batch, channels, height, width), or as the model says
         * @return what the network gives, with its activation applied; the batch comes first, channels second, also for a
         *     model whose channels are last
         * @throws org.deforma.api.DeformaException when the network fails on this input or gives a shape that was not agreed
         */
        Tensor predict(float[] input, int... shape);

        @Override
        void close();
    }
}
