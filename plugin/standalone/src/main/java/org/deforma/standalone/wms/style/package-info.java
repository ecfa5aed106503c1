/**
 * What a Styled Layer Descriptor 1.0 says about a raster: which bands, through which process, in which colours.
 *
 * <p>Belongs here: reading the document, and the colour of a value. Does not belong here: pixels, pictures, requests.
 */
package org.deforma.standalone.wms.style;
