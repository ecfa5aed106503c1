/**
 * Resampling of {@code float[]} images in plain Java: kernels and what they do at gaps. Belongs here: numerics that
 * know neither GeoTools nor OSGi nor files. Does not belong here: coordinates of the world.
 */
package org.deforma.raster.resample;
