package org.deforma.standalone.picture;

import java.awt.Color;
import java.awt.Graphics2D;

/** Colours of the values, and how they are explained beside the map. */
public sealed interface Key permits ColourBar, Legend {
    /** The colour of a value; {@link Palette#NO_DATA} for NaN. */
    Color colour(double value);

    /** Room that the explanation takes, with what keeps it away from the map [px]. */
    int width();

    /**
     * Draws the explanation in the colour that is set.
     *
     * @param g where to
     * @param left edge [px]
     * @param top edge of the map [px]
     * @param height of the map [px]
     */
    void draw(Graphics2D g, int left, int top, int height);
}
