/**
 * Stacks of InSAR products: which pair of acquisitions each raster shows, and reading many rasters as one.
 *
 * <p>Belongs here: dates in names and tags, checks that rasters belong together. Does not belong here: networks, OSGi.
 */
package org.deforma.insar.stack;
