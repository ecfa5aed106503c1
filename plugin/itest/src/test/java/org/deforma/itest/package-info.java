/**
 * Tests of the whole: the bundles inside a running framework, the command line as a process of its own, and the
 * rules of the architecture.
 *
 * <p>Belongs here: what only shows when the parts are put together. Does not belong here: what one module can test
 * alone.
 */
package org.deforma.itest;
