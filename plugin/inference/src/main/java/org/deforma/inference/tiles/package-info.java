/**
 * Networks over rasters: cutting, scaling, blending and stitching, on arrays.
 *
 * <p>Belongs here: geometry and numerics between windows of a raster and tensors. Does not belong here: the inference engine,
 * OSGi, reports.
 */
package org.deforma.inference.tiles;
