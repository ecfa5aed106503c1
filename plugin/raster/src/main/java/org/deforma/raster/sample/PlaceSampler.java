package org.deforma.raster.sample;

import java.awt.geom.NoninvertibleTransformException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.SampleParameters;
import org.deforma.api.raster.SampleTool;
import org.deforma.api.raster.SampledValues;
import org.deforma.raster.Grids;
import org.deforma.raster.PaletteNumbers;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.geotools.util.SimpleInternationalString;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** From places to pixels, and from their values to the answer. */
@Component
public final class PlaceSampler implements SampleTool {
    /** Name of a band whose numbers stand for classes, which have nothing between them. */
    private static final String CLASSES = "class";

    private final RasterService rasters;

    /** With the service that reads. */
    @Activate
    public PlaceSampler(@Reference RasterService rasters) {
        this.rasters = rasters;
    }

    @Override
    public SampledValues sample(GridCoverage2D data, SampleParameters parameters, ProgressListener listener) {
        if (listener != null) {
            listener.setTask(new SimpleInternationalString("Reading values"));
        }
        Optional<GridCoverage2D> numbers = PaletteNumbers.of(data);
        try (RasterSource source = rasters.open("data", numbers.orElse(data))) {
            RasterGrid grid = source.grid();
            Optional<CoordinateReferenceSystem> crs = crs(parameters, grid);
            GroundLength ground = GroundLength.of(crs, grid);
            Places places = Places.of(parameters, ground);
            List<Band> bands = IntStream.range(0, source.bands())
                    .mapToObj(source.storage()::band)
                    .toList();
            boolean[] nearest = new boolean[bands.size()];
            for (int band = 0; band < nearest.length; band++) {
                nearest[band] = numbers.isPresent()
                        || bands.get(band).name().toLowerCase(Locale.ROOT).equals(CLASSES);
            }
            float[][] values = new PixelValues(source, nearest).at(pixels(places, crs, grid), listener);
            return new SampledValues(
                    parameters.crs().or(() -> crs.map(Grids::label)),
                    ground.unit(),
                    bands,
                    places.distance(),
                    places.x(),
                    places.y(),
                    values);
        }
    }

    private static Optional<CoordinateReferenceSystem> crs(SampleParameters parameters, RasterGrid grid) {
        if (parameters.crs().isEmpty()) {
            return grid.crs();
        }
        String code = parameters.crs().get();
        if (grid.crs().isEmpty()) {
            throw new IllegalArgumentException(
                    "crs must be left out, was %s: data has no reference system, and places are in units of its grid"
                            .formatted(code));
        }
        try {
            CoordinateReferenceSystem crs = CRS.decode(code, true);
            if (crs.getCoordinateSystem().getDimension() == 2) {
                return Optional.of(crs);
            }
        } catch (FactoryException | IllegalArgumentException | LinkageError e) {
            // GeoTools needs a library for some projections that not every host has.
            throw new IllegalArgumentException(
                    "crs must be a known reference system, such as EPSG:4326, was " + code, e);
        }
        throw new IllegalArgumentException(
                "crs must be a reference system of maps, with two axes, such as EPSG:4326, was " + code);
    }

    /** Pixel coordinates, x and y in turn; NaN for places beyond the projection's reach. */
    private static double[] pixels(Places places, Optional<CoordinateReferenceSystem> crs, RasterGrid grid) {
        int count = places.x().length;
        double[] xy = new double[2 * count];
        for (int i = 0; i < count; i++) {
            xy[2 * i] = places.x()[i];
            xy[2 * i + 1] = places.y()[i];
        }
        if (crs.isPresent()) {
            project(xy, crs.get(), grid.crs().orElseThrow());
        }
        try {
            grid.toWorld().inverseTransform(xy, 0, xy, 0, count);
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a raster grid can be inverted", e);
        }
        return xy;
    }

    private static void project(double[] xy, CoordinateReferenceSystem from, CoordinateReferenceSystem to) {
        if (CRS.equalsIgnoreMetadata(from, to)) {
            return;
        }
        MathTransform transform;
        try {
            // Lenient, as where rasters are aligned.
            transform = CRS.findMathTransform(from, to, true);
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "crs: there is no known transformation from %s to that of data, %s"
                            .formatted(Grids.label(from), Grids.label(to)),
                    e);
        }
        for (int i = 0; i < xy.length; i += 2) {
            try {
                transform.transform(xy, i, xy, i, 1);
            } catch (TransformException e) {
                Arrays.fill(xy, i, i + 2, Double.NaN);
            }
        }
    }
}
