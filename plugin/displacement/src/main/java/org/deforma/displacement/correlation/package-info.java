/**
 * Image correlation on {@code float[]} blocks: where the windows of one image are found in another, to a hundredth of a pixel.
 *
 * <p>Belongs here: numerics that know nothing but pixels. Does not belong here: rasters, coordinates, units, OSGi.
 *
 * <p>Pixel coordinates are edges: the first pixel covers 0..1. x grows to the right, y down.
 */
package org.deforma.displacement.correlation;
