package org.deforma.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deforma.synthetic.DisplacementField;

/** A pair of images to measure: how the ground moved and how strong the noise is. */
enum Scenario {
    /** Waves of 1 px with a length of 640 px, 20 dB. */
    SMOOTH_20DB(0, 0, 20),
    /** The same with more noise. */
    SMOOTH_10DB(0, 0, 10),
    /** The same waves, and everything moved by 20 and -19 px on top, 20 dB. */
    OFFSET_20DB(20, -19, 20);

    private final double shiftX;
    private final double shiftY;
    private final double snr;

    Scenario(double shiftX, double shiftY, double snr) {
        this.shiftX = shiftX;
        this.shiftY = shiftY;
        this.snr = snr;
    }

    /** By its name in lower case, with dashes. */
    static Scenario named(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a scenario is one of "
                        + Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", ")) + ", was "
                        + name));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The truth [px]. */
    DisplacementField field() {
        return DisplacementField.waves(1, 640).plus(DisplacementField.shift(shiftX, shiftY));
    }

    /** Signal-to-noise ratio [dB]. */
    double snr() {
        return snr;
    }
}
