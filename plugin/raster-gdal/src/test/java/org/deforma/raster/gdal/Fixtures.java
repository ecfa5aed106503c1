package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Vector;
import java.util.function.Consumer;
import org.gdal.gdal.Band;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.TranslateOptions;
import org.gdal.gdal.gdal;
import org.gdal.osr.SpatialReference;
import org.geotools.coverage.grid.GridCoverage2D;

/** Files of all formats, written by GDAL itself, and the reader that is tested. */
@SuppressWarnings("JdkObsolete") // GDAL wants a Vector.
final class Fixtures {
    static final double[] NORTH_UP = {500000, 10, 0, 4600000, 0, -10};

    private static final GdalLibrary LIBRARY = new GdalLibrary();

    private Fixtures() {}

    /** Skips the test where there is no GDAL. */
    static void assumeGdal() {
        Optional<String> problem = LIBRARY.problem();
        assumeTrue(problem.isEmpty(), () -> "GDAL cannot be used: " + problem.get());
    }

    static GridCoverage2D open(Path file) {
        return open(Map.of("name", file.toString()));
    }

    static GridCoverage2D open(Path file, String variable) {
        return open(Map.of("name", file.toString(), "variable", variable));
    }

    static GridCoverage2D open(Map<String, Object> request) {
        return new GdalReader().apply(request);
    }

    /** A GeoTIFF of random samples, other ones in each band. */
    static Path tiff(Path file, int type, int width, int height, int bands, String... options) {
        return create(
                "GTiff",
                file,
                type,
                width,
                height,
                bands,
                dataset -> {
                    place(dataset, 32633, NORTH_UP);
                    for (int band = 1; band <= bands; band++) {
                        fill(dataset.GetRasterBand(band), width, height, band);
                    }
                },
                options);
    }

    /** A file of any format that GDAL can write. */
    static Path create(
            String driver,
            Path file,
            int type,
            int width,
            int height,
            int bands,
            Consumer<Dataset> fill,
            String... options) {
        try (GdalCall call = new GdalCall(false)) {
            Dataset dataset = gdal.GetDriverByName(driver)
                    .Create(file.toString(), width, height, bands, type, new Vector<>(List.of(options)));
            if (dataset == null) {
                throw new IllegalStateException(call.said());
            }
            fill.accept(dataset);
            dataset.delete();
        }
        return file;
    }

    static void place(Dataset dataset, int epsg, double[] grid) {
        SpatialReference reference = new SpatialReference();
        reference.ImportFromEPSG(epsg);
        dataset.SetProjection(reference.ExportToWkt());
        reference.delete();
        dataset.SetGeoTransform(grid);
    }

    private static void fill(Band band, int width, int height, int seed) {
        Random random = new Random(seed);
        double[] samples = new double[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.round(random.nextDouble() * 200 + (i % width) * 0.1);
        }
        band.WriteRaster(
                0, 0, width, height, width, height, org.gdal.gdalconst.gdalconstConstants.GDT_Float64, samples);
    }

    /** What {@code gdal_translate} makes of a file. */
    static Path translate(Path file, Path target, String... options) {
        try (GdalCall call = new GdalCall(false)) {
            Dataset dataset = gdal.Open(file.toString());
            TranslateOptions how = new TranslateOptions(new Vector<>(List.of(options)));
            Dataset result = gdal.Translate(target.toString(), dataset, how);
            if (result == null) {
                throw new IllegalStateException(call.said());
            }
            result.delete();
            dataset.delete();
            how.delete();
        }
        return target;
    }
}
