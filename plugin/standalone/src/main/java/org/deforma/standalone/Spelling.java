package org.deforma.standalone;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what a mistyped word was meant to be. */
final class Spelling {
    private static final int MAX_EDITS = 3;

    private Spelling() {}

    /**
     * A hint for the end of a message: {@code "; did you mean --window?"}, or nothing when no known word is near.
     *
     * @param typed what the user wrote
     * @param known words that would have been right
     * @param prefix to show before the word
     */
    static String hint(String typed, Collection<String> known, String prefix) {
        return known.stream()
                .min(Comparator.comparingInt(word -> edits(typed, word)))
                .filter(word -> edits(typed, word) <= Math.min(MAX_EDITS, word.length() / 2))
                .map(word -> "; did you mean " + prefix + word + "?")
                .orElse("");
    }

    /** Letters to insert, delete or replace to get from one word to the other (Levenshtein 1966), case ignored. */
    static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
