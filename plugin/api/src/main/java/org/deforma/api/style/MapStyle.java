package org.deforma.api.style;

import java.util.Objects;

/**
 * One way to draw a result on a map.
 *
 * @param name short, lower case, such as {@code east}
 * @param sld a Styled Layer Descriptor 1.0 with one user style
 */
public record MapStyle(String name, String sld) {
    /** Neither may be missing. */
    public MapStyle {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sld, "sld");
    }
}
