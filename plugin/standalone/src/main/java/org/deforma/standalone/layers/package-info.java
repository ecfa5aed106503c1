/**
 * The layers of the embedded host: their files in the data folder, what is known of them, and their pixels at the resolution of
 * a map.
 *
 * <p>Belongs here: whatever reads or writes below the folder {@code layers}. Does not belong here: HTTP, WPS, WMS, drawing.
 */
package org.deforma.standalone.layers;
