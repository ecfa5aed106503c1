/**
 * The toolbox page as files in this jar, and nothing but how a host gets at them. The page itself is
 * {@code org/deforma/toolbox/page} among the resources; it talks WPS and WMS, and knows no host.
 */
package org.deforma.toolbox;
