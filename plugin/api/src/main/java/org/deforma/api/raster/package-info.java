/**
 * Rasters as the tools see them: a grid, windows of {@code float[]} with NaN for no data, and a place for results.
 */
@Version("0.1.0")
package org.deforma.api.raster;

import org.osgi.annotation.versioning.Version;
