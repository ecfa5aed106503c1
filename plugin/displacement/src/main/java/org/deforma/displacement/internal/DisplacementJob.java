package org.deforma.displacement.internal;

import java.util.List;
import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.model.ModelLease;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.style.StyleLibrary;
import org.deforma.displacement.correlation.CellGrid;
import org.geotools.api.util.ProgressListener;

/** One run: the cells are measured by the correlator, or by it and a network, and become a map. */
final class DisplacementJob {
    /** What the correlator's share of the progress is, alone and before a network [%]. */
    private static final float CORRELATOR = 94;

    private static final float FIRST = 25;
    /** Where the network's passes end [%]. */
    private static final float REFINED = 90;

    private final RasterService rasters;
    private final TileRunner runner;
    private final StyleLibrary styles;
    private final String version;

    DisplacementJob(RasterService rasters, TileRunner runner, StyleLibrary styles, String version) {
        this.rasters = rasters;
        this.runner = runner;
        this.styles = styles;
        this.version = version;
    }

    /**
     * Measures.
     *
     * @param pair both images
     * @param network that refines the displacement; empty for the correlator alone
     * @param start time of the start [ns]
     */
    Product run(
            PairSource pair,
            DisplacementParameters parameters,
            Optional<ModelLease> network,
            ProgressListener listener,
            long start) {
        RasterGrid image = pair.grid();
        CellGrid grid = new CellGrid(image.width(), image.height(), parameters.window(), parameters.step());
        MeasureArea area = new MeasureArea(parameters.area(), image, grid);
        GroundUnits units = GroundUnits.of(image);
        Phases phases = new Phases(runner, listener);
        try (Sinks sinks = new Sinks(rasters, image)) {
            CorrelatorPhases.Result measured = network.isPresent()
                    ? refined(network.get(), pair, grid, area, parameters, phases, sinks)
                    : new CorrelatorPhases(pair, grid, area, parameters, phases.part(0, CORRELATOR), sinks).run();
            // The checksums of the inputs come after the measurement: a file that changed meanwhile is found.
            RunReport report = new RunReport(version, parameters, network, pair);
            report.note(network.map(lease -> ModelNotes.of(lease.model(), units, grid))
                    .orElse(List.of()));
            DisplacementMap map = new DisplacementMap(
                    grid, units, parameters, measured.measured(), phases.part(CORRELATOR, 100 - CORRELATOR), sinks);
            return new Product(map.finish(report, measured.passes(), styles), report.json(runner.threads(), start));
        }
    }

    /** The correlator's field, refined pixel by pixel, at the cells. */
    private static CorrelatorPhases.Result refined(
            ModelLease network,
            PairSource pair,
            CellGrid grid,
            MeasureArea area,
            DisplacementParameters parameters,
            Phases phases,
            Sinks sinks) {
        CellGrid first = NetworkPasses.firstGrid(grid);
        NetworkPasses passes = new NetworkPasses(network, pair, grid, area, phases.part(FIRST, REFINED - FIRST), sinks);
        CorrelatorPhases.Result start = new CorrelatorPhases(
                        pair, first, passes.firstArea(first), parameters, phases.part(0, FIRST), sinks)
                .run();
        RasterSink dense = passes.run(first, start.measured());
        RasterSink cells = new DensePhase(pair, grid, area, parameters, first, start.measured(), dense, sinks)
                .run(phases.part(REFINED, CORRELATOR - REFINED));
        sinks.close(dense);
        sinks.close(start.measured());
        return new CorrelatorPhases.Result(cells, start.passes());
    }
}
