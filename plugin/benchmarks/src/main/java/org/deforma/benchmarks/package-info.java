/**
 * How fast, how large and how right: the correlator alone with JMH, and the whole command against OpenCV.
 *
 * <p>Belongs here: what {@code plugin/benchmarks/run} starts. Does not belong here: tests that pass or fail, and
 * anything that another module needs; nothing depends on this one.
 */
package org.deforma.benchmarks;
