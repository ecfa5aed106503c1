/**
 * Training of the networks that Deforma ships, from data that it makes itself: simulate, train with DJL on PyTorch, calibrate,
 * export to ONNX, check the export with ONNX Runtime, test where nothing was trained, compare with other methods, and write the
 * files of the model bundle with its card.
 *
 * <p>Belongs here: recipes and what they share. Does not belong here: how matrices are laid out ({@code insar}, so that
 * training and use cannot differ), what coherence is like ({@code synthetic}), and anything that runs inside a host: PyTorch
 * loads once a JVM and is never part of the plug-in.
 */
package org.deforma.training;
