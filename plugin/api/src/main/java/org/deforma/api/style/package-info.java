/**
 * How results look on a map.
 */
@Version("0.1.0")
package org.deforma.api.style;

import org.osgi.annotation.versioning.Version;
