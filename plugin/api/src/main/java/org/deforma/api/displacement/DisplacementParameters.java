package org.deforma.api.displacement;

import java.util.Objects;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * What a displacement measurement is asked to do.
 *
 * @param band band of both images, from 0
 * @param method how to measure
 * @param window side of the square window [px], 8..256. Larger: less noise, less detail
 * @param step distance between measurements [px], 1..window
 * @param searchRange largest displacement looked for along each axis [px], 1..512
 * @param minCorrelation measurements with a lower zero-mean normalised correlation are rejected, 0..1
 * @param medianThreshold measurements whose normalised deviation from the median of their neighbours is larger are rejected
 *     (Westerweel &amp; Scarano 2005; 2 is usual); 0 = no such test
 * @param removeRamp what to subtract from the map
 * @param area measure only where the centre of the window lies inside, in the CRS of {@code before}; empty for everywhere
 * @param model of method CNN: name of the network; empty for the only usable one that refines displacement
 * @param device of method CNN: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 */
public record DisplacementParameters(
        int band,
        DisplacementMethod method,
        int window,
        int step,
        double searchRange,
        double minCorrelation,
        double medianThreshold,
        RampRemoval removeRamp,
        Optional<Geometry> area,
        String model,
        String device) {

    /** Checks every value against its range. */
    public DisplacementParameters {
        if (band < 0) {
            throw new IllegalArgumentException("band must be 0 or more, was " + band);
        }
        Objects.requireNonNull(method, "method");
        if (window < 8 || window > 256) {
            throw new IllegalArgumentException("window must be 8..256 px, was " + window);
        }
        if (step < 1 || step > window) {
            throw new IllegalArgumentException("step must be 1.." + window + " px (the window), was " + step);
        }
        if (!(searchRange >= 1 && searchRange <= 512)) {
            throw new IllegalArgumentException("searchRange must be 1..512 px, was " + searchRange);
        }
        if (!(minCorrelation >= 0 && minCorrelation <= 1)) {
            throw new IllegalArgumentException("minCorrelation must be 0..1, was " + minCorrelation);
        }
        if (!(medianThreshold >= 0 && medianThreshold <= 100)) {
            throw new IllegalArgumentException(
                    "medianThreshold must be 0 (no test) to 100 (2 is usual), was " + medianThreshold);
        }
        Objects.requireNonNull(removeRamp, "removeRamp");
        Objects.requireNonNull(area, "area");
        if (area.isPresent() && area.get().isEmpty()) {
            throw new IllegalArgumentException("area must not be empty; leave it out to measure everywhere");
        }
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(device, "device");
    }
}
