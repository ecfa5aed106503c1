/**
 * Coherence matrices as networks take them.
 *
 * <p>Belongs here: arithmetic on days and arrays, for one pixel at a time, which training and use share. Does not belong
 * here: rasters, files, OSGi.
 */
package org.deforma.insar.matrix;
