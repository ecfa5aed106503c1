/**
 * Goes through everything that the plugin promises, on a running GeoServer, over HTTP only.
 *
 * <p>Belongs here: a client of WPS, WMS and REST, data with known truth, and the checks. Does not belong here: any
 * class of the plugin or of GeoServer; what a check needs to know of them is what their users can see.
 */
package org.deforma.verify;
