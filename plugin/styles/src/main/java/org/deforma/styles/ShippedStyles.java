package org.deforma.styles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;
import org.osgi.service.component.annotations.Component;

/** The styles of the folder {@code styles}, which lie beside this class. */
@Component
public final class ShippedStyles implements StyleLibrary {
    private static final Set<String> PRODUCTS =
            Set.of("east", "north", "magnitude", "correlation", "sigma", "coherence", "confidence", "probability");

    @Override
    public MapStyle style(String product) {
        return new MapStyle(product, read(product));
    }

    @Override
    public MapStyle style(String product, StyleFit fit) {
        return new MapStyle(
                fit.name(), StyleDocument.parse(read(product)).fit(fit).text());
    }

    private static String read(String product) {
        if (!PRODUCTS.contains(product)) {
            throw new IllegalArgumentException(
                    "there is no style '" + product + "'; there are " + String.join(", ", new TreeSet<>(PRODUCTS)));
        }
        try (InputStream in = ShippedStyles.class.getResourceAsStream(product + ".sld")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("style " + product + " cannot be read from the bundle", e);
        }
    }
}
