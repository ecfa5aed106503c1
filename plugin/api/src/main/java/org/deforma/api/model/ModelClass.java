package org.deforma.api.model;

/**
 * One class of a classification.
 *
 * @param value what stands for it in the class band of the result
 * @param name short, in {@code lower_case}, the name of its probability band
 * @param title for people
 * @param description what belongs to it; may be empty
 * @param colour {@code #RRGGBB}
 */
public record ModelClass(int value, String name, String title, String description, String colour) {
    /** Checks the name and the colour. */
    public ModelClass {
        if (name.isBlank()) {
            throw new IllegalArgumentException("class " + value + " must have a name");
        }
        if (!colour.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException(
                    "the colour of class '" + name + "' must be six hexadecimal digits, was '" + colour + "'");
        }
    }
}
