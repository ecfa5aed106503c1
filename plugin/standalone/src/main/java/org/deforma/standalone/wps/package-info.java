/**
 * WPS 1.0.0 as GeoServer speaks it: requests into calls of tools, results into answers. Jobs and layers have packages of their own.
 */
package org.deforma.standalone.wps;
