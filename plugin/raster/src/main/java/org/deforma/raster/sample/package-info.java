/**
 * Values of a raster at places and along lines.
 *
 * <p>Belongs here: where the places lie, on the ground and in pixels, and what is read around them. Does not belong here:
 * how a profile is written or drawn.
 */
package org.deforma.raster.sample;
