/**
 * The tools that bundles offer, as the host sees them: GeoTools processes that come and go.
 *
 * <p>Belongs here: finding them, running them, and what hosts add to all of them, such as where results go. Does not
 * belong here: what a tool does.
 */
package org.deforma.host.tools;
