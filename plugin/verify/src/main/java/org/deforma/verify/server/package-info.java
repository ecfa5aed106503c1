/**
 * A GeoServer as its clients see it: HTTP, REST, WPS 1.0.0, WMS 1.1.1.
 *
 * <p>Belongs here: making requests and taking answers apart. Does not belong here: what should be in them.
 */
package org.deforma.verify.server;
