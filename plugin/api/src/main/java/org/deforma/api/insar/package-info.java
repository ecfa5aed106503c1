/**
 * Stacks of InSAR products: the parameters and the services.
 */
@Version("0.1.0")
package org.deforma.api.insar;

import org.osgi.annotation.versioning.Version;
