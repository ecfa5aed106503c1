/**
 * The embedded host: the framework with its HTTP service, who may ask for what, and what is put together from the other packages. No protocol.
 */
package org.deforma.standalone.serve;
