package org.deforma.onnx;

import java.util.List;

/**
 * An input or output of a network.
 *
 * @param name in the graph
 * @param elementType as in TensorProto.DataType; 1 is Float32, 0 is something other than a tensor
 * @param dims length of each axis, -1 where it is a name or open; empty where the file does not say
 */
public record OnnxValue(String name, int elementType, List<Long> dims) {
    /** Element type of Float32. */
    public static final int FLOAT32 = 1;

    /** Keeps a copy of the axes. */
    public OnnxValue {
        dims = List.copyOf(dims);
    }
}
