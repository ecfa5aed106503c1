package org.deforma.standalone.wms;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes a document, indented. Texts and attributes are escaped, and what XML cannot hold becomes a question mark. */
final class Xml {
    private final StringWriter out = new StringWriter();
    private final Deque<String> open = new ArrayDeque<>();

    Xml() {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** The document type, before the first element. */
    void type(String root, String address) {
        out.write("<!DOCTYPE " + root + " SYSTEM \"" + escaped(address) + "\">\n");
    }

    /** Begins an element. */
    Xml open(String name, String... attributes) {
        start(name, attributes);
        out.write(">\n");
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Xml close() {
        String name = open.pop();
        indent();
        out.write("</" + name + ">\n");
        return this;
    }

    /** An element with text. */
    Xml text(String name, String text, String... attributes) {
        start(name, attributes);
        out.write(">" + escaped(text) + "</" + name + ">\n");
        return this;
    }

    /** An element without content. */
    Xml empty(String name, String... attributes) {
        start(name, attributes);
        out.write("/>\n");
        return this;
    }

    private void start(String name, String... attributes) {
        indent();
        out.write("<" + name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.write(" " + attributes[i] + "=\"" + escaped(attributes[i + 1]) + "\"");
        }
    }

    private void indent() {
        out.write("  ".repeat(open.size()));
    }

    /** A number without needless digits; never with a comma or an exponent of its own kind. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.1f", value)
                : Double.toString(value);
    }

    static String escaped(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '"' -> clean.append("&quot;");
                default -> clean.appendCodePoint(isAllowed(c) ? c : '?');
            }
        });
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xd800)
                || (c >= 0xe000 && c < 0xfffe)
                || (c > 0xffff && c <= 0x10ffff);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
