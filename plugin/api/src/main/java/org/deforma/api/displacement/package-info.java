/**
 * Displacement between two images: the parameters and the service.
 */
@Version("0.2.0")
package org.deforma.api.displacement;

import org.osgi.annotation.versioning.Version;
