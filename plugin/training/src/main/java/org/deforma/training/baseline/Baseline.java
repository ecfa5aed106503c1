package org.deforma.training.baseline;

import java.util.List;

/** A kind of classifier with a setting to choose. */
public interface Baseline {
    /** For people. */
    String name();

    /** Settings to choose from on a validation set. */
    List<Setting> settings();

    /**
     * Trains a classifier.
     *
     * @param features one row a sample, standardised
     * @param labels classes from 0
     * @param setting one of {@link #settings}
     * @param seed for what is random in it
     */
    Trained train(float[][] features, int[] labels, Setting setting, long seed);

    /**
     * One or two numbers.
     *
     * @param first cost of an error of the support vector machines; share of the features of a forest's split
     * @param second width of the kernel, or 0
     */
    record Setting(double first, double second) {}

    /** A trained classifier. Thread-safe. */
    interface Trained {
        /** The class of a row of features. */
        int predict(float... features);
    }
}
