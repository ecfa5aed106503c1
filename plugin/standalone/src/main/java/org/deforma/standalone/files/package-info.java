/**
 * Raster files that the command line reads whole or writes, so that a failed run harms nothing.
 *
 * <p>Belongs here: what is true of any process' files. Does not belong here: what a process does.
 */
package org.deforma.standalone.files;
