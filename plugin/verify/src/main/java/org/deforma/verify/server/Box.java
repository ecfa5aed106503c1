package org.deforma.verify.server;

/**
 * A rectangle on a map.
 *
 * @param epsg code of the CRS, east before north
 * @param west smallest easting
 * @param south smallest northing
 * @param east largest easting
 * @param north largest northing
 */
public record Box(int epsg, double west, double south, double east, double north) {}
