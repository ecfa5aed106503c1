/**
 * The plugin for GeoServer: a bean that starts Felix in it, offers the tools of its bundles as processes, and publishes
 * their results as layers.
 *
 * <p>Belongs here: what is GeoServer's way of doing things. Does not belong here: any class of GeoServer's own, which
 * are met through Spring, GeoTools and reflection only, and anything that another host could need too.
 */
package org.deforma.geoserver;
