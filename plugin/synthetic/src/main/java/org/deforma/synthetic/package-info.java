/**
 * Known truth in plain Java, for the demo, for tests and for training: textures with the statistics of real images,
 * fields of displacement, pairs of images warped by them, noise of a given strength, and the ground's motion over a
 * dislocation.
 *
 * <p>Everything is seeded: on every machine the same arguments give the same values, but for the last digits.
 *
 * <p>Conventions, those of {@code org.deforma.api.raster.RasterGrid}: pixel coordinates are pixel <em>edges</em>, so
 * that the centre of the upper left pixel is (0.5, 0.5); x grows with the column, y with the row. Images are {@code
 * float[]} row by row.
 *
 * <p>What does not belong here: files, coordinate systems, OSGi, anything that measures. This module depends on the
 * JDK alone.
 */
package org.deforma.synthetic;
