/**
 * Rasters in and out with GeoTools: windowed reads of coverages, scratch files for results, GeoTIFF, tiles in a
 * bounded pool.
 *
 * <p>Belongs here: everything that touches GeoTools coverages, files and the services of this bundle. Does not belong
 * here: the numerics of resampling, which know neither GeoTools nor OSGi and live in {@link
 * org.deforma.raster.resample}. Nothing of this bundle is exported; others use the services of {@code
 * org.deforma.api}.
 */
package org.deforma.raster;
