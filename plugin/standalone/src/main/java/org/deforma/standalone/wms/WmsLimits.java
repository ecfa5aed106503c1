package org.deforma.standalone.wms;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param side longest side of a picture [px]
 * @param pixels of one picture; twice as many are drawn at a time, for all requests together
 * @param time for one request
 */
public record WmsLimits(int side, int pixels, Duration time) {
    /** For a server with a heap of 1 GB. */
    public static final WmsLimits USUAL = new WmsLimits(4096, 1 << 23, Duration.ofSeconds(60));

    /** Checks that all are above zero. */
    public WmsLimits {
        if (side < 1 || pixels < 1 || pixels > 1 << 28 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "limits must be above 0, and at most 2^28 px, were " + side + ", " + pixels + ", " + time);
        }
    }
}
