package org.deforma.standalone.layers;

import java.util.regex.Pattern;

/** Names of layers, as users write them and as folders have them. */
final class LayerName {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private LayerName() {}

    /** The name without workspace. */
    static String local(String name) {
        String prefix = Layer.WORKSPACE + ":";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** Whether it can be the name of a layer, and of its folder: no path leads out of the data folder by it. */
    static boolean isName(String local) {
        return FORM.matcher(local).matches();
    }

    /**
     * A name as layers can have it.
     *
     * @param name with or without {@code deforma:}
     * @return without
     * @throws IllegalArgumentException for any other
     */
    static String checked(String name) {
        String local = local(name);
        if (local.contains(":")) {
            throw new IllegalArgumentException("layer: this server has the workspace " + Layer.WORKSPACE
                    + " only, was '" + printable(name) + "'; name it " + Layer.WORKSPACE + ":NAME");
        }
        if (!isName(local)) {
            throw new IllegalArgumentException("layer must be " + Layer.WORKSPACE
                    + ":NAME, with a name of up to 100 letters,"
                    + " digits, '_', '-' or '.' that begins with a letter or digit, was '" + printable(name) + "'");
        }
        return local;
    }

    /** What a user wrote, on one line and not too long to be repeated to them. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }
}
