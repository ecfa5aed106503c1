package org.deforma.inference.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.model.ClassifyParameters;
import org.deforma.api.model.ClassifyTool;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.StyleLibrary;
import org.deforma.inference.tiles.RasterRun;
import org.deforma.inference.tiles.ValueRange;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs models of layout PIXEL and PATCH over rasters. */
@Component
public final class RasterClassifyTool implements ClassifyTool {
    private static final String TOOL = "deforma:Classify";

    private final RasterService rasters;
    private final TileRunner runner;
    private final ModelRegistry models;
    private final StyleLibrary styles;
    private final String version;

    /** With the services that read and write, that run tiles, that have the models, and that have the styles. */
    @Activate
    public RasterClassifyTool(
            @Reference RasterService rasters,
            @Reference TileRunner runner,
            @Reference ModelRegistry models,
            @Reference StyleLibrary styles,
            BundleContext context) {
        this(rasters, runner, models, styles, context.getBundle().getVersion().toString());
    }

    RasterClassifyTool(
            RasterService rasters, TileRunner runner, ModelRegistry models, StyleLibrary styles, String version) {
        this.rasters = rasters;
        this.runner = runner;
        this.models = models;
        this.styles = styles;
        this.version = version;
    }

    @Override
    public Product classify(GridCoverage2D raster, ClassifyParameters parameters, ProgressListener listener) {
        long start = System.nanoTime();
        try (RasterSource source = rasters.open("raster", raster);
                ModelLease lease = lease(parameters)) {
            ModelDescription model = lease.model();
            BandChoice choice = BandChoice.of(model, parameters.bands(), raster, source.bands());
            ValueRange range =
                    new ValueRange(model.domain().minValue(), model.domain().maxValue());
            ClassifyReport report = new ClassifyReport(about(parameters, model, choice, source), lease);
            try (RasterRun run =
                    RasterRun.of(model, rasters, source, choice.bands(), range, Classification.values(lease))) {
                return new Classification(rasters, runner, styles)
                        .run(
                                lease,
                                run.grid(),
                                run.blocks(),
                                run::run,
                                report,
                                () -> DomainNotes.of(model, source.grid(), range.shareOutside()),
                                parameters.entropy(),
                                listener,
                                start);
            }
        }
    }

    private SampleClassifier.Run about(
            ClassifyParameters parameters, ModelDescription model, BandChoice choice, RasterSource source) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("model", model.name());
        values.put("bands", Arrays.stream(choice.bands()).boxed().toList());
        values.put("device", parameters.device());
        values.put("entropy", parameters.entropy());
        List<String> notes = new ArrayList<>(source.notes());
        if (!choice.note().isEmpty()) {
            notes.add(choice.note());
        }
        return new SampleClassifier.Run(
                TOOL, version, values, Map.of("raster", source.origin()), Map.of(), notes, parameters.entropy());
    }

    /** A model that takes rasters has one of two layouts, and the registry wants to know which. */
    private ModelLease lease(ClassifyParameters parameters) {
        List<InstalledModel> fitting = models.models().stream()
                .filter(InstalledModel::usable)
                .filter(m -> m.description().isPresent()
                        && takesRasters(m.description().get()))
                .filter(m -> parameters.model().isEmpty() || m.name().equals(parameters.model()))
                .toList();
        if (parameters.model().isEmpty() && fitting.size() > 1) {
            throw new IllegalArgumentException("model must be named, as there are several that take rasters: "
                    + String.join(
                            ", ", fitting.stream().map(InstalledModel::name).toList()));
        }
        // Where none fits the registry knows why.
        ModelLayout layout = fitting.isEmpty()
                ? ModelLayout.PIXEL
                : fitting.get(0).description().orElseThrow().layout();
        return models.lease(parameters.model(), layout, parameters.device());
    }

    private static boolean takesRasters(ModelDescription model) {
        return model.layout() == ModelLayout.PIXEL || model.layout() == ModelLayout.PATCH;
    }
}
