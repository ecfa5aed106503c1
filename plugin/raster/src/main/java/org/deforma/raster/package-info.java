/** To be said. */
package org.deforma.raster;
