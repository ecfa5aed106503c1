package org.deforma.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deforma.synthetic.DisplacementField;

/** A pair of images to measure: how the ground moved and how strong the noise is. */
enum Scenario {
    /** Waves of 1 px with a length of 2048 px: strain up to 0.3 %. */
    SMOOTH_20DB(2048, 0, 0, 20),
    /** The same with more noise. */
    SMOOTH_10DB(2048, 0, 0, 10),
    /** Waves of 1 px with a length of 640 px: strain up to 1 %, which changes within a window. */
    STRAIN_20DB(640, 0, 0, 20),
    /** Smooth, and everything moved by 20 and -19 px on top. */
    OFFSET_20DB(2048, 20, -19, 20);

    private final double wavelength;
    private final double shiftX;
    private final double shiftY;
    private final double snr;

    Scenario(double wavelength, double shiftX, double shiftY, double snr) {
        this.wavelength = wavelength;
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

    private String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The truth [px]. */
    DisplacementField field() {
        return DisplacementField.waves(1, wavelength).plus(DisplacementField.shift(shiftX, shiftY));
    }

    /** Signal-to-noise ratio [dB]. */
    double snr() {
        return snr;
    }
}
