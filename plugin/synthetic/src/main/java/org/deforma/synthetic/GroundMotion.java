package org.deforma.synthetic;

/**
 * How far the ground moved at one point of the surface.
 *
 * @param east [m]
 * @param north [m]
 * @param up [m]
 */
public record GroundMotion(double east, double north, double up) {}
