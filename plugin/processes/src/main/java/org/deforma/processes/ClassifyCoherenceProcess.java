package org.deforma.processes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.insar.CoherenceParameters;
import org.deforma.api.insar.CoherenceTool;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;

/** Classes of ground from InSAR coherence, as a process. */
@DescribeProcess(
        title = "Classes of ground from InSAR coherence",
        description = "Tells what the ground is, such as built-up, forest or water, from how its"
                + " InSAR coherence behaves in time: the coherence of all pairs of dates makes a"
                + " matrix for every pixel, which a neural network classifies (after"
                + " Giffard-Roisin et al. 2022).")
public final class ClassifyCoherenceProcess {
    static final String DEVICE =
            "Where the network runs: auto (a GPU where there is one), cpu, gpu, or gpu:n for" + " the GPU number n.";
    static final String ENTROPY = "Whether to add a band with the entropy of the probabilities: 0 where the network"
            + " is sure, 1 where all classes are alike to it.";

    private final CoherenceTool tool;

    ClassifyCoherenceProcess(CoherenceTool tool) {
        this.tool = tool;
    }

    /**
     * Parses, delegates, returns.
     *
     * @throws IllegalArgumentException for a stack that cannot be used
     */
    @DescribeResults({
        @DescribeResult(
                name = "result",
                type = GridCoverage2D.class,
                primary = true,
                description = "On the grid of the stack: class (its value), confidence (its"
                        + " probability, 0..1), and one probability band a class. NaN where fewer"
                        + " than a quarter of the pairs have a value."),
        @DescribeResult(
                name = "report",
                type = String.class,
                description = "What was done, as a JSON object: dates and pairs of the stack, model"
                        + " with version and checksum, device that it ran on and why, classes with"
                        + " the pixels of each, warnings where the stack is unlike those that the"
                        + " model has seen, seconds.")
    })
    public Map<String, Object> execute(
            @DescribeParameter(
                            name = "coherence",
                            description = "Coherence, 0..1 (8-bit: 0..255, 0 for no data), all on one grid: rasters"
                                    + " of one band, one for each pair of dates, or one raster with a band for"
                                    + " each. At least four dates; pairs may be missing.",
                            collectionType = GridCoverage2D.class,
                            min = 1)
                    Collection<GridCoverage2D> coherence,
            @DescribeParameter(
                            name = "pairs",
                            description = "The two dates of each raster or band, in their order: YYYYMMDD_YYYYMMDD,"
                                    + " the earlier first. Left out: from the names of files or bands, else"
                                    + " from the TIFF tags FIRST_DATE and SECOND_DATE.",
                            collectionType = String.class,
                            min = 0)
                    Collection<String> pairs,
            @DescribeParameter(
                            name = "model",
                            description = "Name of the model. Left out: the only usable one that takes coherence"
                                    + " matrices.",
                            min = 0)
                    String model,
            @DescribeParameter(name = "device", description = DEVICE, min = 0, defaultValue = "auto") String device,
            @DescribeParameter(name = "entropy", description = ENTROPY, min = 0, defaultValue = "false")
                    Boolean entropy,
            ProgressListener listener) {
        var parameters = new CoherenceParameters(
                pairs == null ? List.of() : List.copyOf(pairs),
                model == null ? "" : model.strip(),
                device.strip(),
                entropy);
        Product product = tool.classify(List.copyOf(coherence), parameters, listener);
        return Map.of("result", product.result(), "report", product.report());
    }
}
