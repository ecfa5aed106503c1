package org.deforma.training.displacement;

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

    /** What the network gives, row by row, channel by channel. */
    float[] run(float[] values, int height, int width) {
        long[] shape = {1, DisplacementNetwork.INPUTS, height, width};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            float[] output = new float[DisplacementNetwork.OUTPUTS * height * width];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
            return output;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the exported network", e);
        }
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
