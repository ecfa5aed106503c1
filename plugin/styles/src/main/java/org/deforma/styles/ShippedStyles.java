package org.deforma.styles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelClass;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;
import org.deforma.api.style.StyleRange;
import org.osgi.service.component.annotations.Component;

/** The styles of the folder {@code styles}, which lie beside this class. */
@Component
public final class ShippedStyles implements StyleLibrary {
    private static final String COMPOSITE = "composite";
    private static final Set<String> PRODUCTS = Set.of(
            "east",
            "north",
            "magnitude",
            "correlation",
            "sigma",
            "coherence",
            "confidence",
            "probability",
            "image",
            COMPOSITE);

    /** What GeoServer can draw: a palette of 256, one of which is for no data. */
    private static final int MOST_CLASSES = 255;

    @Override
    public MapStyle style(String product) {
        return new MapStyle(product, read(product));
    }

    @Override
    public MapStyle style(String product, StyleFit fit) {
        return new MapStyle(fit.name(), ramp(product).fit(fit).text());
    }

    @Override
    public MapStyle style(String product, StyleRange range) {
        return new MapStyle(range.name(), ramp(product).fit(range).text());
    }

    @Override
    public MapStyle classes(String name, String title, List<ModelClass> classes) {
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "a style can show 1..%d classes, was %d".formatted(MOST_CLASSES, classes.size()));
        }
        return new MapStyle(name, ramp("image").classes(name, title, classes).text());
    }

    private static StyleDocument ramp(String product) {
        if (product.equals(COMPOSITE)) {
            throw new IllegalArgumentException("the style composite has no range that could be fitted");
        }
        return StyleDocument.parse(read(product));
    }

    private static String read(String product) {
        if (!PRODUCTS.contains(product)) {
            throw new IllegalArgumentException(
                    "there is no style '" + product + "'; there are " + String.join(", ", new TreeSet<>(PRODUCTS)));
        }
        try (InputStream in = ShippedStyles.class.getResourceAsStream(product + ".sld")) {
            if (in == null) {
                throw new DeformaException(
                        "the bundle of the styles was replaced while it was in use; run again", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("style " + product + " cannot be read from the bundle", e);
        }
    }
}
