/**
 * The tools as GeoTools processes: what users, WPS clients and the command line see.
 *
 * <p>Belongs here: one small annotated class per tool, whose descriptions are the help text everywhere, and the
 * factories that offer them as {@code org.geotools.process.ProcessFactory} services. Does not belong here: anything
 * that computes.
 */
package org.deforma.processes;
