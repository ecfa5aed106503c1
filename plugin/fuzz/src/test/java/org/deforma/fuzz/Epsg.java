package org.deforma.fuzz;

import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;

/**
 * The database of CRSs. Whoever asks it first starts half of GeoTools and unpacks it, which on a busy machine takes longer than
 * an input may.
 */
final class Epsg {
    private Epsg() {}

    /** Asks; targets that come to it do so when they are made, before the time of the first input begins. */
    static void open() {
        try {
            CRS.decode("EPSG:32633", true);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }
}
