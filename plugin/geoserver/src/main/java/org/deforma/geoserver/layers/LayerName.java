package org.deforma.geoserver.layers;

import java.util.regex.Pattern;

/**
 * Name of a layer that is, or is to be, Deforma's.
 *
 * @param workspace of GeoServer
 * @param name of the layer, and of its coverage and its store
 */
record LayerName(String workspace, String name) {
    private static final int MAX_LENGTH = 100;
    private static final String RULE =
            "of letters A-Z, digits, '_', '-' and '.', beginning with a letter, a digit or '_'";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /**
     * Reads {@code WORKSPACE:NAME}.
     *
     * @throws IllegalArgumentException for any other form
     */
    static LayerName parse(String layer) {
        int colon = layer.indexOf(':');
        String name = layer.substring(colon + 1);
        if (colon < 1 || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "layer must be WORKSPACE:NAME, NAME " + RULE + ", was '" + printable(layer) + "'");
        }
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("layer's NAME must have " + MAX_LENGTH + " characters at most, had "
                    + name.length() + ": '" + printable(layer) + "'");
        }
        return new LayerName(layer.substring(0, colon), name);
    }

    /**
     * Another layer of the same workspace.
     *
     * @param other its name, without workspace
     * @throws IllegalArgumentException when that is none
     */
    LayerName renamed(String other) {
        if (!FORM.matcher(other).matches() || other.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "name must be " + RULE + ", " + MAX_LENGTH + " characters at most, was '" + printable(other) + "'");
        }
        return new LayerName(workspace, other);
    }

    /** What a user wrote, on one line and not too long to be repeated to them. */
    private static String printable(String word) {
        String line = word.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 2 * MAX_LENGTH ? line.substring(0, 2 * MAX_LENGTH) + "..." : line;
    }

    String workspacePrintable() {
        return printable(workspace);
    }

    @Override
    public String toString() {
        return workspace + ":" + name;
    }
}
