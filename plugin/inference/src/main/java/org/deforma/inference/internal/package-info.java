/**
 * The tools that run networks: they bring rasters and samples to the tiles, and what comes out to a map and a report.
 *
 * <p>Belongs here: what joins {@link org.deforma.inference.tiles} to rasters, models, services and OSGi. Does not belong here:
 * numerics, and the inference engine.
 */
package org.deforma.inference.internal;
