package org.deforma.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people wrote into a model card, between two markers; training again keeps it. */
public final class HandWritten {
    private static final String BEGIN = "<!-- hand-written: begin -->";
    private static final String END = "<!-- hand-written: end -->";

    private HandWritten() {}

    /** The text between its markers, as it stands in a card. */
    public static String marked(String text) {
        return BEGIN + "\n" + text + "\n" + END;
    }

    /** The text in a card; empty where there is no card, or nothing between the markers. */
    public static String of(Path card) throws IOException {
        String text = Files.exists(card) ? Files.readString(card, StandardCharsets.UTF_8) : "";
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        return begin < 0 || end < begin
                ? ""
                : text.substring(begin + BEGIN.length(), end).strip();
    }
}
