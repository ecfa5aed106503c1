package org.deforma.verify.data;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.deforma.verify.server.Box;

/**
 * A GeoTIFF in memory.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param bands values of each band, row by row
 * @param type of the samples, such as {@code Float32}
 * @param nodata the text of the tag GDAL_NODATA (42113), where there is one
 * @param west left edge of the upper left pixel, in units of the CRS
 * @param north upper edge of it
 * @param pixel side of a pixel
 * @param epsg code of the CRS; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // rasters are not compared
public record GeoTiff(
        int width,
        int height,
        float[][] bands,
        String type,
        Optional<String> nodata,
        double west,
        double north,
        double pixel,
        int epsg) {

    /** Reads one; fails where it is none, or of a kind that is not read here. */
    public static GeoTiff parse(byte[] file) {
        return new TiffReader(ByteBuffer.wrap(file)).read();
    }

    /** A grid with other values in one band. */
    public GeoTiff with(float[] values) {
        return new GeoTiff(width, height, new float[][] {values}, type, nodata, west, north, pixel, epsg);
    }

    /** The file; UInt16 and Float32 are written. */
    public byte[] bytes() {
        return TiffWriter.write(this);
    }

    /** Easting of a pixel's centre. */
    public double easting(int column) {
        return west + (column + 0.5) * pixel;
    }

    /** Northing of a pixel's centre. */
    public double northing(int row) {
        return north - (row + 0.5) * pixel;
    }

    /** Value of a band at a place, of the pixel that it lies in; NaN outside. */
    public float at(int band, double easting, double northing) {
        int column = (int) Math.floor((easting - west) / pixel);
        int row = (int) Math.floor((north - northing) / pixel);
        return column < 0 || row < 0 || column >= width || row >= height
                ? Float.NaN
                : bands[band][row * width + column];
    }

    /** The rectangle that it covers. */
    public Box box() {
        return new Box(epsg, west, north - height * pixel, west + width * pixel, north);
    }

    /** Its pixels that have a value in a band. */
    public int valid(int band) {
        int valid = 0;
        for (float value : bands[band]) {
            valid += Float.isNaN(value) ? 0 : 1;
        }
        return valid;
    }
}
