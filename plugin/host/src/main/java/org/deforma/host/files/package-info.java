/**
 * Raster files that users name: looked at, and opened as coverages.
 *
 * <p>Belongs here: what is true of any process' input files. Does not belong here: pixels.
 */
package org.deforma.host.files;
