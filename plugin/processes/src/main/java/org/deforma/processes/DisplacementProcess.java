package org.deforma.processes;

import java.util.Map;
import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.DisplacementTool;
import org.deforma.api.displacement.RampRemoval;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.locationtech.jts.geom.Geometry;

/** Displacement between two images, as a process. */
@DescribeProcess(
        title = "Displacement between two images",
        description = "Measures how the ground moved between two images of the same place, such"
                + " as two satellite scenes before and after an earthquake, to a small"
                + " fraction of a pixel, by correlating a window around every point.")
public final class DisplacementProcess {
    private final DisplacementTool tool;

    DisplacementProcess(DisplacementTool tool) {
        this.tool = tool;
    }

    /**
     * Parses, delegates, returns.
     *
     * @throws IllegalArgumentException for a value out of its range
     */
    @DescribeResults({
        @DescribeResult(
                name = "result",
                type = GridCoverage2D.class,
                primary = true,
                description = "The displacement map, one cell per step: east [m], north [m],"
                        + " correlation 0..1, and sigma [m], the standard deviation to expect of"
                        + " east and of north. NaN where nothing could be measured."),
        @DescribeResult(
                name = "report",
                type = String.class,
                description = "What was done and how well it went, as a JSON object: points measured"
                        + " and rejected by reason, median and NMAD of both components, changes of"
                        + " the grid, seconds and memory.")
    })
    public Map<String, Object> execute(
            @DescribeParameter(
                            name = "before",
                            description = "The earlier image; its grid and CRS are those of the result.")
                    GridCoverage2D before,
            @DescribeParameter(
                            name = "after",
                            description = "The later image. Where its grid, resolution or CRS differ from those of"
                                    + " before, it is resampled onto the grid of before.")
                    GridCoverage2D after,
            @DescribeParameter(
                            name = "band",
                            description = "Band of both images to compare, counted from 0.",
                            min = 0,
                            defaultValue = "0",
                            minValue = 0)
                    Integer band,
            @DescribeParameter(
                            name = "method",
                            description = "How to measure. ICGN: a search for the whole pixel by normalised"
                                    + " cross-correlation, then inverse-compositional Gauss-Newton. CNN: the"
                                    + " same, and then a neural network refines the displacement pixel by"
                                    + " pixel, so that steps at faults stay sharp; takes several times as long.",
                            min = 0,
                            defaultValue = "ICGN",
                            meta = "options=ICGN,CNN")
                    String method,
            @DescribeParameter(
                            name = "window",
                            description = "Side of the square of pixels that one measurement uses [px]. 32 suits"
                                    + " most images; a larger window has less noise and shows less detail.",
                            min = 0,
                            defaultValue = "32",
                            minValue = 8,
                            maxValue = 256)
                    Integer window,
            @DescribeParameter(
                            name = "step",
                            description = "Distance between measurements [px], at most the window; a quarter of the"
                                    + " window loses hardly any detail.",
                            min = 0,
                            defaultValue = "8",
                            minValue = 1,
                            maxValue = 256)
                    Integer step,
            @DescribeParameter(
                            name = "searchRange",
                            description = "Largest displacement to look for along each axis [px]. Leave a margin"
                                    + " above what you expect, misregistration included; a larger range takes"
                                    + " longer.",
                            min = 0,
                            defaultValue = "8",
                            minValue = 1,
                            maxValue = 512)
                    Double searchRange,
            @DescribeParameter(
                            name = "minCorrelation",
                            description = "Measurements whose normalised correlation is lower become NaN, 0..1."
                                    + " Raise it to keep only sure points; 0 keeps all.",
                            min = 0,
                            defaultValue = "0.4",
                            minValue = 0,
                            maxValue = 1)
                    Double minCorrelation,
            @DescribeParameter(
                            name = "medianThreshold",
                            description = "Measurements whose deviation from the median of their neighbours,"
                                    + " normalised by the neighbours' own scatter, is larger become NaN"
                                    + " (Westerweel & Scarano 2005). 2 is usual; 0 turns the test off.",
                            min = 0,
                            defaultValue = "0",
                            minValue = 0,
                            maxValue = 100)
                    Double medianThreshold,
            @DescribeParameter(
                            name = "area",
                            description = "Measure only where the centre of the window lies inside this geometry,"
                                    + " in the CRS of before. Left out: everywhere.",
                            min = 0)
                    Geometry area,
            @DescribeParameter(
                            name = "removeRamp",
                            description = "What to fit robustly to each component over the whole map and to"
                                    + " subtract: none, offset (a constant, such as misregistration) or plane"
                                    + " (offset and linear trend, such as errors of orbit or attitude).",
                            min = 0,
                            defaultValue = "none",
                            meta = "options=none,offset,plane")
                    String removeRamp,
            @DescribeParameter(
                            name = "model",
                            description = "Of method CNN: name of the network. Left out: the only usable one that"
                                    + " refines displacement.",
                            min = 0)
                    String model,
            @DescribeParameter(
                            name = "device",
                            description = "Of method CNN: where the network runs: auto (a GPU where there is one),"
                                    + " cpu, gpu, or gpu:n for the GPU number n.",
                            min = 0,
                            defaultValue = "auto")
                    String device,
            ProgressListener listener) {
        var parameters = new DisplacementParameters(
                band,
                Choice.of(DisplacementMethod.class, "method", method),
                window,
                step,
                searchRange,
                minCorrelation,
                medianThreshold,
                Choice.of(RampRemoval.class, "removeRamp", removeRamp),
                Optional.ofNullable(area),
                model == null ? "" : model.strip(),
                device.strip());
        Product product = tool.measure(before, after, parameters, listener);
        return Map.of("result", product.result(), "report", product.report());
    }
}
