/**
 * The ONNX file format: reading a file without trusting it, and writing one.
 *
 * <p>Belongs here: the few protobuf messages of ONNX that Deforma needs. Does not belong here: running a network, and what a
 * model bundle holds beside it.
 */
package org.deforma.onnx;
