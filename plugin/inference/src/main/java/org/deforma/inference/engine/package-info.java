/**
 * The seam to the inference engine: load a network, run it, close it; and what it can run on.
 *
 * <p>Belongs here: all that touches DJL and ONNX Runtime. Does not belong here: rasters, tiles, model bundles.
 */
package org.deforma.inference.engine;
