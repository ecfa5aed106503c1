package org.deforma.inference.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelLease;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;

/** How the result of a network is drawn: as the model says, then the confidence, then the probability of each class. */
final class ClassificationStyles {
    private static final int FIRST_PROBABILITY = 2;

    private ClassificationStyles() {}

    /**
     * The styles, that of the model first: {@code classes}, or {@code values} for a regression, which has no other.
     *
     * @param styles those that are shipped
     * @param lease of the model
     */
    static List<MapStyle> of(StyleLibrary styles, ModelLease lease) {
        if (!lease.model().output().isClassification()) {
            return List.of(new MapStyle("values", lease.style()));
        }
        List<MapStyle> all = new ArrayList<>();
        all.add(new MapStyle("classes", lease.style()));
        all.add(styles.style("confidence"));
        Set<String> names = new HashSet<>();
        int band = FIRST_PROBABILITY;
        for (ModelClass each : lease.model().output().classes()) {
            String name = "probability-" + slug(each.name());
            // Names that differ in nothing but such characters, or in none that a style's name can have.
            String free = names.add(name) && !name.endsWith("-") ? name : name + "-" + band;
            all.add(styles.style("probability", StyleFit.share(free, "Probability: " + each.title(), band)));
            band++;
        }
        return all;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
