package org.deforma.displacement.internal;

import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.displacement.correlation.CellGrid;

/** Says where images are unlike what a network has seen. */
final class ModelNotes {
    private ModelNotes() {}

    /** The warnings. */
    static List<String> of(ModelDescription model, GroundUnits units, CellGrid image) {
        ModelDomain domain = model.domain();
        double size = units.length(units.at(image.width() / 2.0, image.height() / 2.0));
        boolean seen = size >= 0.999 * domain.minResolution() && size <= 1.001 * domain.maxResolution();
        if (seen || !units.unit().equals("m")) {
            return List.of();
        }
        String limits = Double.isInfinite(domain.maxResolution())
                ? text(domain.minResolution()) + " m or more"
                : text(domain.minResolution()) + " to " + text(domain.maxResolution()) + " m";
        return List.of("pixels of before are " + text(size) + " m wide; model " + model.name() + " has seen " + limits);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.0*$|(\\.\\d*?)0+$", "$1");
    }
}
