/**
 * The format of model bundles: what a jar with a network holds, read without trust, and written.
 *
 * <p>Belongs here: the jar and its entries, {@code model.json} (STAC with the MLM extension) and the metadata of the
 * QGIS plug-in Deepness, check tensors, styles. Does not belong here: which bundles are installed, and running
 * networks.
 */
package org.deforma.inference.bundle;
