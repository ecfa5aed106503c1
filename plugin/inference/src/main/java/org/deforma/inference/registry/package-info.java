/**
 * The models that are installed: found in bundles, proved, lent out, drained before they go; and the folders that they
 * are dropped into.
 *
 * <p>Belongs here: what knows OSGi. Does not belong here: what a bundle must hold, and how a network is run.
 */
package org.deforma.inference.registry;
