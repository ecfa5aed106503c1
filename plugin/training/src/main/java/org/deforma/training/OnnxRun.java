package org.deforma.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs an exported network with ONNX Runtime, to see that it does what the trained one does. Holds native memory. */
final class OnnxRun implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Loads a network. */
    OnnxRun(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take the exported network", e);
        }
    }

    /** The logits for some matrices, one row each. */
    float[][] logits(float[] matrices, int count) {
        long[] shape = {count, 2, MatrixSet.DATES, MatrixSet.DATES};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(matrices), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the exported network", e);
        }
    }

    /** Largest difference of a probability between two sets of logits. */
    static double largestDifference(float[][] logits, double temperature, float[][] others, double othersTemperature) {
        double largest = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] a = Scores.softmax(logits[i], temperature);
            double[] b = Scores.softmax(others[i], othersTemperature);
            for (int c = 0; c < a.length; c++) {
                largest = Math.max(largest, Math.abs(a[c] - b[c]));
            }
        }
        return largest;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close the network", e);
        }
    }
}
