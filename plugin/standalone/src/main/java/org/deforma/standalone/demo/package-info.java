/**
 * The demo: a made-up earthquake, and how well it was measured.
 *
 * <p>Belongs here: making files from {@code org.deforma.synthetic}, comparing a measured map with the truth. Does
 * not belong here: the earthquake itself, or measuring.
 */
package org.deforma.standalone.demo;
