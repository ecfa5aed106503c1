/**
 * WPS 1.0.0 as GeoServer speaks it: requests into calls of tools, results into answers, and the process with which
 * clients can try it.
 *
 * <p>Belongs here: what is true of any process. Does not belong here: queueing, running and keeping (package jobs),
 * files of layers (package layers), maps (package wms), who may ask (package serve).
 */
package org.deforma.standalone.wps;
