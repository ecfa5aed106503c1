/**
 * Rasters with known truth, and GeoTIFF.
 *
 * <p>Belongs here: making data, reading results, comparing them with the truth. Reader and writer of GeoTIFF are this
 * module's own: a result that is read with the library that wrote it proves little. Does not belong here: requests.
 */
package org.deforma.verify.data;
