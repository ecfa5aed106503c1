/**
 * What the tests pack into bundles: a stand-in for the displacement tool, fast, and it fails on demand; a tool that runs until it is
 * told to end.
 */
package org.deforma.itest.fake;
