/**
 * Neural networks as the tools see them: what a model takes and gives, the registry of those that are installed, and the
 * services that run them over rasters.
 *
 * <p>Belongs here: descriptions, parameters and service interfaces. Does not belong here: any type of an inference engine.
 */
@Version("0.2.0")
package org.deforma.api.model;

import org.osgi.annotation.versioning.Version;
