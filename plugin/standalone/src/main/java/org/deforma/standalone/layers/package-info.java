/**
 * The layers of the embedded host: their files in the data folder, what is known of them, and their pixels at the resolution of a map. No HTTP, no WPS, no WMS.
 */
package org.deforma.standalone.layers;
