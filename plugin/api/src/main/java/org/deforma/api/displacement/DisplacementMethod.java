package org.deforma.api.displacement;

/** How displacement is measured. */
public enum DisplacementMethod {
    /** Integer search by zero-mean normalised cross-correlation, then inverse-compositional Gauss-Newton. */
    ICGN,
    /** The same, and then a neural network that refines the field pixel by pixel, so that steps at faults stay sharp. */
    CNN
}
