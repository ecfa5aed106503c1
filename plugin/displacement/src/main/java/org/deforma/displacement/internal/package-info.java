/**
 * The displacement tool: brings rasters to the correlator tile by tile and its pixels back as metres on a map.
 *
 * <p>Belongs here: what joins {@link org.deforma.displacement.correlation} to rasters, units and OSGi. Does not belong here:
 * numerics of correlation.
 */
package org.deforma.displacement.internal;
