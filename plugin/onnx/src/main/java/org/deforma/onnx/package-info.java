/**
 * The ONNX file format: reading a file without trusting it, and writing one.
 *
 * <p>{@link org.deforma.onnx.OnnxReader} looks at a file before any runtime does and refuses what a runtime must not be
 * given; {@link org.deforma.onnx.OnnxWriter} writes networks of our own.
 *
 * <p>Belongs here: the few protobuf messages of ONNX that Deforma needs. Does not belong here: running a network, and
 * what a model bundle holds beside it.
 */
package org.deforma.onnx;
