package org.deforma.standalone.demo;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterMap;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.EarthquakePair;
import org.deforma.synthetic.ImagePair;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * The synthetic earthquake on a map: its images as GeoTIFFs in EPSG:32611, and its truth at any point.
 *
 * @param pair the images and what happened
 */
public record DemoScene(EarthquakePair pair) {
    private static final String CRS_CODE = "EPSG:32611";

    /** Easting of the images' left edge [m]. */
    private static final double WEST = 440_000;

    /** Northing of the images' upper edge [m]. */
    private static final double NORTH = 3_960_000;

    /** Writes the image before the earthquake, as UInt16. */
    public void writeBefore(Path file) throws IOException {
        write(image(pair.images().before()), envelope(), file);
    }

    /** Writes the image after it. */
    public void writeAfter(Path file) throws IOException {
        write(image(pair.images().after()), envelope(), file);
    }

    /**
     * The truth on the grid of a measured map: two bands, east and north [m].
     *
     * @param map gives the grid
     */
    public RasterMap truth(RasterMap map) {
        float[] east = new float[map.columns() * map.rows()];
        float[] north = new float[east.length];
        for (int i = 0; i < east.length; i++) {
            Point2D at = map.centre(i % map.columns(), i / map.columns());
            DisplacementField.Vector moved = truth(at.getX(), at.getY());
            east[i] = (float) (moved.dx() * pair.metresPerPixel());
            north[i] = (float) (-moved.dy() * pair.metresPerPixel());
        }
        return new RasterMap(map.columns(), map.rows(), map.toWorld(), List.of(east, north));
    }

    /**
     * Where the truth changes little inside a window, so that a single number can describe it: on the ground, but
     * not across the rupture.
     *
     * @param map gives the grid
     * @param window side of the windows [px]
     * @param limit largest difference between the centre and the corners of a window [px]
     */
    public boolean[] smooth(RasterMap map, int window, double limit) {
        boolean[] smooth = new boolean[map.columns() * map.rows()];
        double half = 0.5 * window * pair.metresPerPixel();
        for (int i = 0; i < smooth.length; i++) {
            Point2D at = map.centre(i % map.columns(), i / map.columns());
            DisplacementField.Vector centre = truth(at.getX(), at.getY());
            double largest = 0;
            for (int corner = 0; corner < 4; corner++) {
                DisplacementField.Vector there =
                        truth(at.getX() + (corner % 2 == 0 ? -half : half), at.getY() + (corner < 2 ? -half : half));
                largest = Math.max(largest, Math.hypot(there.dx() - centre.dx(), there.dy() - centre.dy()));
            }
            smooth[i] = largest <= limit;
        }
        return smooth;
    }

    private DisplacementField.Vector truth(double easting, double northing) {
        return pair.images()
                .field()
                .at((easting - WEST) / pair.metresPerPixel(), (NORTH - northing) / pair.metresPerPixel());
    }

    /**
     * Writes one component of the truth, as Float32.
     *
     * @param truth on the grid of a measured map
     * @param band 0 for east, 1 for north
     */
    public void writeTruth(RasterMap truth, int band, Path file) throws IOException {
        Point2D corner = truth.toWorld().transform(new Point2D.Double(0, 0), null);
        Point2D opposite = truth.toWorld().transform(new Point2D.Double(truth.columns(), truth.rows()), null);
        var extent = new ReferencedEnvelope(
                corner.getX(), opposite.getX(), opposite.getY(), corner.getY(), DemoFiles.crs(CRS_CODE));
        DemoFiles.write(truth.bands().get(band), truth.columns(), truth.rows(), extent, file);
    }

    private BufferedImage image(float[] pixels) {
        ImagePair images = pair.images();
        BufferedImage image = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, images.width(), images.height(), 0, pixels);
        return image;
    }

    private ReferencedEnvelope envelope() {
        double width = pair.images().width() * pair.metresPerPixel();
        double height = pair.images().height() * pair.metresPerPixel();
        return new ReferencedEnvelope(WEST, WEST + width, NORTH - height, NORTH, DemoFiles.crs(CRS_CODE));
    }

    private static void write(BufferedImage image, ReferencedEnvelope envelope, Path file) throws IOException {
        DemoFiles.write(new GridCoverageFactory().create("image", image, envelope), file);
    }
}
