/**
 * The OSGi framework and how its bundles see GeoTools.
 *
 * <p>Belongs here: starting and stopping Felix, the packages it exports, the services it offers. Does not belong
 * here: anything that knows what a process does.
 */
package org.deforma.host.framework;
