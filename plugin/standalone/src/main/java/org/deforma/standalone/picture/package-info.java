/**
 * Pictures of rasters to look at: colours, colour bar, scale bar, lettering.
 *
 * <p>Belongs here: drawing with Java2D. Does not belong here: measuring, or reading files.
 */
package org.deforma.standalone.picture;
