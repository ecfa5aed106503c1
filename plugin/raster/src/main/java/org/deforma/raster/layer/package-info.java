/**
 * Rasters from anywhere as map layers.
 *
 * <p>Belongs here: what a raster shows, by its bands, its tags and a sample of its pixels, and which styles fit it. Does not
 * belong here: the styles themselves, and where layers are kept.
 */
package org.deforma.raster.layer;
