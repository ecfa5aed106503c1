package org.deforma.api.model;

import java.util.List;
import org.deforma.api.raster.Band;

/**
 * What a network gives: for every pixel, patch or matrix one value a channel.
 *
 * @param name of the graph's output
 * @param activation what turns its values into those of the result
 * @param classes of a classification, in the order of the channels; empty for a regression
 * @param bands names and units of a regression's channels; empty for a classification
 * @param stride input pixels a pixel of the output stands for, along each axis (layout PIXEL); 1 for the same size
 */
public record ModelOutput(String name, Activation activation, List<ModelClass> classes, List<Band> bands, int stride) {
    /** What is done to the network's numbers. */
    public enum Activation {
        /** Nothing: probabilities already, or a regression. */
        NONE,
        /** Softmax over the channels. */
        SOFTMAX,
        /** The logistic function. With a single channel it is the probability of the second of two classes. */
        SIGMOID
    }

    /** A classification or a regression, never both. */
    public ModelOutput {
        classes = List.copyOf(classes);
        bands = List.copyOf(bands);
        if (classes.isEmpty() == bands.isEmpty()) {
            throw new IllegalArgumentException("a model must have either classes or, for a regression, bands; it has "
                    + classes.size() + " classes and " + bands.size() + " bands");
        }
        if (classes.size() == 1) {
            throw new IllegalArgumentException("a classification must have at least two classes, was one");
        }
        if (stride < 1) {
            throw new IllegalArgumentException("the stride of the output must be 1 px or more, was " + stride);
        }
    }

    /** Whether the channels are classes. */
    public boolean isClassification() {
        return !classes.isEmpty();
    }

    /** Values per pixel, patch or matrix in the result: classes, or bands. */
    public int values() {
        return isClassification() ? classes.size() : bands.size();
    }
}
