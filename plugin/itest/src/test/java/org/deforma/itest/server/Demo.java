package org.deforma.itest.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deforma.standalone.demo.DemoScene;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.EarthquakePair;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * The earthquake of the demo: its two images as files, and its truth.
 *
 * @param scene the images
 * @param toScene from longitude and latitude
 */
record Demo(DemoScene scene, MathTransform toScene) {
    private static final long SEED = 20260101;

    /** Upper left corner of the scene [m]. */
    private static final double WEST = 440_000;

    private static final double NORTH = 3_960_000;

    /** Makes it, and writes {@code before.tif} and {@code after.tif}. */
    static Demo in(Path folder) throws IOException, FactoryException {
        DemoScene scene = new DemoScene(EarthquakePair.demo(SEED));
        Files.createDirectories(folder);
        scene.writeBefore(folder.resolve("before.tif"));
        scene.writeAfter(folder.resolve("after.tif"));
        return new Demo(scene, CRS.findMathTransform(CRS.decode("EPSG:4326", true), CRS.decode("EPSG:32611", true)));
    }

    /** True displacement east and north [m] at a place in degrees. */
    double[] truth(double longitude, double latitude) throws TransformException {
        double[] at = {longitude, latitude};
        toScene.transform(at, 0, at, 0, 1);
        double metres = scene.pair().metresPerPixel();
        DisplacementField.Vector moved =
                scene.pair().images().field().at((at[0] - WEST) / metres, (NORTH - at[1]) / metres);
        return new double[] {moved.dx() * metres, -moved.dy() * metres};
    }
}
