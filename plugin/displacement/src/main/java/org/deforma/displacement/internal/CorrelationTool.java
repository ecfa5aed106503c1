package org.deforma.displacement.internal;

import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.DisplacementTool;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.StyleLibrary;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Displacement by image correlation, and by a network that refines it. Models are there or not: correlation needs none. When they
 * come or go this tool is made anew, as bundles that a run uses stay until it has ended.
 */
@Component
public final class CorrelationTool implements DisplacementTool {
    private final RasterService rasters;
    private final TileRunner tiles;
    private final StyleLibrary styles;
    private final ModelRegistry models;
    private final String version;

    /** With the services that read and write, that run tiles, that have the styles, and that know models (null for none). */
    @Activate
    public CorrelationTool(
            @Reference RasterService rasters,
            @Reference TileRunner tiles,
            @Reference StyleLibrary styles,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    ModelRegistry models,
            BundleContext context) {
        this(rasters, tiles, styles, models, context.getBundle().getVersion().toString());
    }

    CorrelationTool(
            RasterService rasters, TileRunner tiles, StyleLibrary styles, ModelRegistry models, String version) {
        this.rasters = rasters;
        this.tiles = tiles;
        this.styles = styles;
        this.models = models;
        this.version = version;
    }

    @Override
    public Product measure(
            GridCoverage2D before, GridCoverage2D after, DisplacementParameters parameters, ProgressListener listener) {
        long start = System.nanoTime();
        try (RasterSource first = rasters.open("before", before);
                RasterSource opened = rasters.open("after", after)) {
            RasterSource second = rasters.align(opened, first.grid());
            checkBand("before", first, parameters.band());
            checkBand("after", second, parameters.band());
            checkSize(first, parameters.window());
            try (ModelLease network = network(parameters)) {
                return new DisplacementJob(rasters, tiles, styles, version)
                        .run(
                                PairSource.of(first, second, parameters.band()),
                                parameters,
                                Optional.ofNullable(network),
                                listener,
                                start);
            }
        }
    }

    /** The network that is asked for; null when none is. */
    private ModelLease network(DisplacementParameters parameters) {
        if (parameters.method() != DisplacementMethod.CNN) {
            return null;
        }
        if (models == null) {
            throw new IllegalArgumentException("method CNN needs a neural network, but nothing here runs networks;"
                    + " install Deforma's inference bundle, or take method ICGN");
        }
        return models.lease(parameters.model(), ModelLayout.DISPLACEMENT, parameters.device());
    }

    private static void checkBand(String name, RasterSource source, int band) {
        if (band >= source.bands()) {
            throw new IllegalArgumentException("band must be 0.." + (source.bands() - 1) + ", as " + name + " has "
                    + source.bands() + (source.bands() == 1 ? " band" : " bands") + ", was " + band);
        }
    }

    private static void checkSize(RasterSource before, int window) {
        int width = before.grid().width();
        int height = before.grid().height();
        if (width < window || height < window) {
            throw new IllegalArgumentException("before is " + width + " x " + height
                    + " px, smaller than the window of " + window + " px; use a larger image or a smaller window");
        }
    }
}
