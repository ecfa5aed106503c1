/**
 * The vocabulary that every bundle shares: failures, what a tool gives back, tiles.
 *
 * <p>Belongs here: types that two bundles must agree on, made of the JDK, JTS and GeoTools coverage types. Does not belong
 * here: anything that computes or opens a file.
 */
@Version("0.1.0")
package org.deforma.api;

import org.osgi.annotation.versioning.Version;
