package org.deforma.inference.engine;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Tensor;

/**
 * Runs a network in the calling thread. What one call makes natively ends with it; only the buffer for the input is kept, as a
 * direct buffer is freed no sooner than the garbage collector finds it.
 */
final class NetworkPredictor implements ModelLease.Predictor {
    private final Network network;
    private final ModelDescription description;
    private final Predictor<int[], Tensor> predictor;
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    NetworkPredictor(Network network, Model model) {
        this.network = network;
        this.description = network.model();
        predictor = model.newPredictor(new ArrayTranslator());
    }

    @Override
    public Tensor predict(float[] input, int... shape) {
        Tensor checked = new Tensor(input, shape);
        try {
            Tensor raw = network.whileOpen(() -> {
                put(checked.values());
                return predictor.predict(shape);
            });
            return OutputShape.of(description, shape).normalise(raw);
        } catch (DeformaException e) {
            throw e;
        } catch (Exception e) {
            if (deepest(e) instanceof DeformaException ours) {
                throw ours;
            }
            throw new DeformaException(
                    "model %s failed on an input of shape %s: %s"
                            .formatted(description.name(), Arrays.toString(shape), OnnxEngine.reason(e)),
                    e);
        }
    }

    private static Throwable deepest(Throwable failure) {
        Throwable e = failure;
        while (e.getCause() != null) {
            e = e.getCause();
        }
        return e;
    }

    private void put(float[] values) {
        if (buffer.capacity() < values.length) {
            buffer = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        buffer.clear();
        buffer.put(values);
        buffer.flip();
    }

    @Override
    public void close() {
        predictor.close();
    }

    /** Between arrays and DJL's lists. The input lies in {@link #buffer} already, its shape is what is handed over. */
    private final class ArrayTranslator implements NoBatchifyTranslator<int[], Tensor> {
        @Override
        public NDList processInput(TranslatorContext context, int[] shape) {
            long[] axes = Arrays.stream(shape).asLongStream().toArray();
            NDArray array = context.getNDManager().create(buffer, new Shape(axes), DataType.FLOAT32);
            array.setName(description.input().name());
            return new NDList(array);
        }

        @Override
        public Tensor processOutput(TranslatorContext context, NDList list) {
            String name = description.output().name();
            NDArray found = list.stream()
                    .filter(array -> name.equals(array.getName()))
                    .findFirst()
                    .orElseThrow(() -> new DeformaException(
                            "model %s must give the tensor '%s', but its network gives %s"
                                    .formatted(
                                            description.name(),
                                            name,
                                            list.stream().map(NDArray::getName).toList()),
                            null));
            OnnxTensor tensor = ((OrtNDArray) found).getTensor();
            if (tensor.getInfo().type != OnnxJavaType.FLOAT) {
                throw new DeformaException(
                        "model %s must give 32-bit floats, gives %s"
                                .formatted(description.name(), tensor.getInfo().type),
                        null);
            }
            int[] shape = Arrays.stream(tensor.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            // A copy on the heap: the tensor itself ends with this call.
            float[] values = tensor.getFloatBuffer().array();
            if (IntStream.of(shape).anyMatch(n -> n == 0)) {
                throw new DeformaException("model " + description.name() + " gives nothing for this input", null);
            }
            return new Tensor(values, shape);
        }
    }
}
