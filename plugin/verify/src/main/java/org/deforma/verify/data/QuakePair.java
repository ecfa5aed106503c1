package org.deforma.verify.data;

import java.util.Optional;
import org.deforma.synthetic.Dislocation;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Earthquake;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;

/**
 * A made-up earthquake in two small images in EPSG:32611, UInt16 with 0 for no data, and its truth.
 *
 * <p>A vertical fault that comes in from the left and ends inside, right-lateral: what lies north of it moved to the east,
 * what lies south of it to the west. In {@code before} a square has no data.
 *
 * @param before the earlier image
 * @param after the later one
 * @param field the truth, from {@code before} to {@code after} [px]
 */
public record QuakePair(GeoTiff before, GeoTiff after, DisplacementField field) {
    /** Code of the CRS: UTM zone 11 N. */
    public static final int EPSG = 32611;

    private static final double WEST = 440_000;
    private static final double NORTH = 3_960_000;
    private static final double PIXEL = 10;
    private static final double SNR = 20;

    /**
     * Makes a pair.
     *
     * @param size of both images, columns and rows [px]
     * @param seed of land and noise
     */
    public static QuakePair make(int size, long seed) {
        double metres = size * PIXEL;
        Dislocation fault =
                new Dislocation(-0.41 * metres, -0.28 * metres, 0, 55, 90, 1.5 * metres, 1.2 * metres, -20, 0, 0);
        DisplacementField field = Earthquake.tapered(fault, 6).seenFromAbove(size, size, PIXEL);
        ImagePair images = ImagePair.of(FractalScene.hills(size, size, seed), field, SNR, seed)
                .quantised(8000, 1200);
        float[] before = images.before();
        int hole = hole(size);
        for (int row = hole; row < hole + size / 5; row++) {
            for (int column = hole; column < hole + size / 5; column++) {
                before[row * size + column] = 0;
            }
        }
        GeoTiff grid = new GeoTiff(size, size, new float[1][], "UInt16", Optional.of("0"), WEST, NORTH, PIXEL, EPSG);
        return new QuakePair(grid.with(before), grid.with(images.after()), field);
    }

    private static int hole(int size) {
        return size - size / 8 - size / 5;
    }

    /** Easting of the middle of the square without data. */
    public double holeEasting() {
        return WEST + hole(before.width()) * PIXEL + holeSide() / 2;
    }

    /** Northing of the middle of the square without data. */
    public double holeNorthing() {
        return NORTH - hole(before.width()) * PIXEL - holeSide() / 2;
    }

    /** Side of the square without data [m]. */
    public double holeSide() {
        return before.width() / 5 * PIXEL;
    }

    /** True motion of the ground at a place, to the east [m]. */
    public double east(double easting, double northing) {
        return at(easting, northing).dx() * PIXEL;
    }

    /** True motion of the ground at a place, to the north [m]. */
    public double north(double easting, double northing) {
        return -at(easting, northing).dy() * PIXEL;
    }

    /** Whether the truth changes by less than a tenth of a pixel inside a window, so that one number describes it. */
    public boolean smooth(double easting, double northing, int window) {
        double half = 0.5 * window * PIXEL;
        DisplacementField.Vector centre = at(easting, northing);
        for (int corner = 0; corner < 4; corner++) {
            DisplacementField.Vector there =
                    at(easting + (corner % 2 == 0 ? -half : half), northing + (corner < 2 ? -half : half));
            if (Math.hypot(there.dx() - centre.dx(), there.dy() - centre.dy()) > 0.1) {
                return false;
            }
        }
        return true;
    }

    private DisplacementField.Vector at(double easting, double northing) {
        return field.at((easting - WEST) / PIXEL, (NORTH - northing) / PIXEL);
    }
}
