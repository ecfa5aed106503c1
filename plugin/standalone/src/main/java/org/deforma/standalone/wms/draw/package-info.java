/**
 * Layers into pictures: where a pixel of the map lies in a raster, what its value is, and the key to the colours.
 *
 * <p>Belongs here: geometry, sampling and colouring of pixels. Does not belong here: requests, documents, files.
 */
package org.deforma.standalone.wms.draw;
