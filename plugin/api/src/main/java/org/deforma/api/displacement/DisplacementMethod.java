package org.deforma.api.displacement;

/** How displacement is measured. */
public enum DisplacementMethod {
    /** Integer search by zero-mean normalised cross-correlation, then inverse-compositional Gauss-Newton. */
    ICGN
}
