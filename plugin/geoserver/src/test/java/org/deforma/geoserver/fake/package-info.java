/**
 * The content of the bundles that the tests of the plugin make.
 *
 * <p>Belongs here: what runs inside the framework. Does not belong here: anything that a test calls, for a bundle has
 * classes of its own; both sides meet in the properties of the system.
 */
package org.deforma.geoserver.fake;
