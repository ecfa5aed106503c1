package org.deforma.insar.internal;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.insar.CoherenceParameters;
import org.deforma.api.insar.CoherenceTool;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.insar.stack.CoherenceStack;
import org.deforma.insar.stack.StackPairs;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.SubProgressListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Classification of coherence matrices. */
@Component
public final class ClassifyCoherenceTool implements CoherenceTool {
    /** What progress says when all checksums are known [%]. */
    private static final float CHECKSUMS = 5;

    private final RasterService rasters;
    private final TileRunner tiles;
    private final ModelRegistry models;
    private final SampleClassifier classifier;
    private final String version;

    /** With the services that read, that run tiles, that know models and that run them. */
    @Activate
    public ClassifyCoherenceTool(
            @Reference RasterService rasters,
            @Reference TileRunner tiles,
            @Reference ModelRegistry models,
            @Reference SampleClassifier classifier,
            BundleContext context) {
        this(
                rasters,
                tiles,
                models,
                classifier,
                context.getBundle().getVersion().toString());
    }

    ClassifyCoherenceTool(
            RasterService rasters,
            TileRunner tiles,
            ModelRegistry models,
            SampleClassifier classifier,
            String version) {
        this.rasters = rasters;
        this.tiles = tiles;
        this.models = models;
        this.classifier = classifier;
        this.version = version;
    }

    @Override
    public Product classify(List<GridCoverage2D> coherence, CoherenceParameters parameters, ProgressListener listener) {
        List<RasterSource> sources = new ArrayList<>();
        try {
            for (GridCoverage2D coverage : coherence) {
                String name = coherence.size() == 1 ? "coherence" : "coherence " + coverage.getName();
                sources.add(rasters.open(name, coverage));
            }
            // Whatever is wrong with the stack is said before a network is loaded.
            StackPairs pairs =
                    StackPairs.of(sources.stream().map(RasterSource::storage).toList(), parameters.pairs());
            CoherenceStack stack = new CoherenceStack(sources);
            try (ModelLease lease =
                    models.lease(parameters.model(), ModelLayout.COHERENCE_MATRIX, parameters.device())) {
                return classify(sources, pairs, stack, lease, parameters, listener);
            }
        } finally {
            sources.forEach(RasterSource::close);
        }
    }

    private Product classify(
            List<RasterSource> sources,
            StackPairs pairs,
            CoherenceStack stack,
            ModelLease lease,
            CoherenceParameters parameters,
            ProgressListener listener) {
        ModelDescription model = lease.model();
        checkInput(model);
        CoherenceMatrix matrix = matrix(model, pairs);
        List<String> notes = new ArrayList<>(pairs.notes());
        notes.addAll(stack.notes());
        notes.addAll(DomainCheck.notes(model, pairs, matrix, stack.grid()));
        StackSamples samples = new StackSamples(
                stack, matrix, tiles.threads(), Runtime.getRuntime().maxMemory());
        SampleClassifier.Run run = new SampleClassifier.Run(
                "deforma:ClassifyCoherence",
                version,
                Map.of(
                        "pairs", parameters.pairs(),
                        "model", parameters.model(),
                        "device", parameters.device(),
                        "entropy", parameters.entropy()),
                Map.of("coherence", origins(sources, part(listener, 0, CHECKSUMS))),
                Map.of("stack", facts(pairs, matrix)),
                notes,
                parameters.entropy());
        Product product = classifier.classify(lease, samples, run, part(listener, CHECKSUMS, 100 - CHECKSUMS));
        if (!samples.any()) {
            product.result().dispose(true);
            throw new IllegalArgumentException(
                    "coherence has no pixel with enough valid pairs (a quarter of them, and 3 at"
                            + " least); look at the nodata values of the rasters and at whether they overlap");
        }
        return product;
    }

    private static void checkInput(ModelDescription model) {
        boolean scaled = model.input().scaling().stream().anyMatch(steps -> !steps.isEmpty());
        if (model.input().channels() != 2 || model.input().channelsLast() || scaled) {
            throw new IllegalArgumentException(
                    "model " + model.name()
                            + " must take two channels, coherence 0..1 and validity, before rows and columns and without scaling");
        }
    }

    private static CoherenceMatrix matrix(ModelDescription model, StackPairs pairs) {
        MatrixGrid grid = model.matrix()
                .orElseThrow(() -> new IllegalArgumentException("model " + model.name() + " takes no matrix"));
        CoherenceMatrix matrix =
                new CoherenceMatrix(grid.dates(), grid.interval(), pairs.firstDays(), pairs.secondDays());
        if (matrix.windows() == 0) {
            throw new IllegalArgumentException(
                    ("coherence has too few pairs that fit into the matrix of model %s, %d dates, %d"
                                    + " days apart: at least 3 are needed within %d days")
                            .formatted(model.name(), grid.dates(), grid.interval(), grid.days()));
        }
        return matrix;
    }

    private static Map<String, Object> facts(StackPairs pairs, CoherenceMatrix matrix) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dates", pairs.dates().size());
        facts.put("first", pairs.dates().get(0).toString());
        facts.put("last", pairs.dates().get(pairs.dates().size() - 1).toString());
        facts.put("pairs", pairs.pairs().size());
        facts.put("possiblePairs", pairs.possible());
        facts.put("medianIntervalDays", pairs.medianInterval());
        facts.put("windows", matrix.windows());
        return facts;
    }

    /** Origins with checksums, for which all files are read once: in the pool, as there may be a thousand of them. */
    private List<Map<String, String>> origins(List<RasterSource> sources, ProgressListener listener) {
        List<Rectangle> numbers = IntStream.range(0, sources.size())
                .mapToObj(i -> new Rectangle(i, 0, 1, 1))
                .toList();
        tiles.forEach(
                "Reading the stack", numbers, number -> sources.get(number.x).origin(), listener);
        return sources.stream().map(RasterSource::origin).toList();
    }

    private static ProgressListener part(ProgressListener listener, float from, float share) {
        return listener == null ? null : new SubProgressListener(listener, from, share);
    }
}
