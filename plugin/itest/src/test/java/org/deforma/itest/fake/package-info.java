/** A stand-in for the displacement tool, packed into a bundle by the tests: fast, and it fails on demand. */
package org.deforma.itest.fake;
