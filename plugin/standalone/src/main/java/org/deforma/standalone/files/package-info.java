/**
 * Raster files that the user names: checked, opened as coverages, and written so that a failed run harms nothing.
 *
 * <p>Belongs here: what is true of any process' files. Does not belong here: pixels.
 */
package org.deforma.standalone.files;
