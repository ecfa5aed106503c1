/**
 * Raster files through GDAL: those that GeoTools cannot read, where the machine has GDAL and the library that joins it to
 * Java.
 *
 * <p>Belongs here: all that knows GDAL; formats, their georeferencing, their quirks; what may be opened. Does not belong
 * here: where users name files (the host), and anything done with pixels after they are read.
 */
package org.deforma.raster.gdal;
