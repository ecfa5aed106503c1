package org.deforma.processes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.model.ClassifyParameters;
import org.deforma.api.model.ClassifyTool;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;

/** A neural network over a raster, as a process. */
@DescribeProcess(
        title = "Neural network over a raster",
        description = "Runs an installed neural network over a raster, tile by tile: land cover or"
                + " other classes, or numbers such as a height, for every pixel or every patch,"
                + " as the model says. deforma:Models lists the models that are there.")
public final class ClassifyProcess {
    private final ClassifyTool tool;

    ClassifyProcess(ClassifyTool tool) {
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
                description = "For a classification the class (its value), the confidence (its"
                        + " probability, 0..1) and one probability band a class; for a regression"
                        + " the model's own bands. NaN where the raster has no data."),
        @DescribeResult(
                name = "report",
                type = String.class,
                description = "What was done, as a JSON object: model with version and checksum,"
                        + " device that it ran on and why, classes with the pixels of each, warnings"
                        + " where the raster is unlike those that the model has seen, seconds.")
    })
    public Map<String, Object> execute(
            @DescribeParameter(
                            name = "raster",
                            description = "The raster to look at; its values are scaled as the model asks for.")
                    GridCoverage2D raster,
            @DescribeParameter(
                            name = "model",
                            description = "Name of the model. Left out: the only usable one that takes rasters.",
                            min = 0)
                    String model,
            @DescribeParameter(
                            name = "bands",
                            description = "Bands of the raster, counted from 0, in the order of the model's bands."
                                    + " Left out: the bands of the same names where the raster names its bands,"
                                    + " else the first ones.",
                            collectionType = Integer.class,
                            min = 0,
                            minValue = 0)
                    Collection<Integer> bands,
            @DescribeParameter(
                            name = "device",
                            description = ClassifyCoherenceProcess.DEVICE,
                            min = 0,
                            defaultValue = "auto")
                    String device,
            @DescribeParameter(
                            name = "entropy",
                            description = ClassifyCoherenceProcess.ENTROPY,
                            min = 0,
                            defaultValue = "false")
                    Boolean entropy,
            ProgressListener listener) {
        var parameters = new ClassifyParameters(
                model == null ? "" : model.strip(),
                bands == null ? List.of() : List.copyOf(bands),
                device.strip(),
                entropy);
        Product product = tool.classify(raster, parameters, listener);
        return Map.of("result", product.result(), "report", product.report());
    }
}
