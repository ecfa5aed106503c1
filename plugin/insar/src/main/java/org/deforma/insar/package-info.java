/** InSAR stacks: which pair of dates a raster shows, and what follows from many of them. */
package org.deforma.insar;
