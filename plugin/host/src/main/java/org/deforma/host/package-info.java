/**
 * What all hosts of the bundles share, be it the command line or GeoServer.
 *
 * <p>Belongs here: the framework, the tools that its bundles offer, the files that users name. Does not belong here:
 * anything that knows one host, one tool or one bundle.
 */
package org.deforma.host;
