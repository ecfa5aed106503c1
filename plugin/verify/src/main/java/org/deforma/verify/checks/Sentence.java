package org.deforma.verify.checks;

import java.util.Locale;
import java.util.regex.Pattern;
import org.deforma.verify.table.Failed;

/** What a refusal must be: one sentence for people. */
final class Sentence {
    private static final int LONGEST = 400;
    private static final Pattern SECOND = Pattern.compile("[.!?]\\s+\\p{Lu}");
    private static final Pattern TRACE =
            Pattern.compile("\\bat [\\w.$]+\\(|[a-z]\\.[A-Z]\\w*(Exception|Error)|Caused by");
    private static final Pattern PATH = Pattern.compile("(^|[\\s'\"(:])(/[\\w.-]+){2,}|[A-Z]:\\\\");

    private Sentence() {}

    /** Returns it, or fails; a path that the user named may be said again. */
    static String requireAbout(String said, String text, String... words) {
        containsAll(text, words);
        require(text.replace(said, "..."));
        return text;
    }

    /** Returns it, or fails. */
    static String require(String text, String... words) {
        Failed.unless(!text.isBlank(), "a sentence", "nothing");
        containsAll(text, words);
        Failed.unless(!TRACE.matcher(text).find(), "no names of classes", text);
        Failed.unless(!PATH.matcher(text).find(), "no path of the server", text);
        Failed.unless(text.lines().count() == 1, "one sentence", text.lines().count() + " lines: " + text);
        Failed.unless(!SECOND.matcher(text).find(), "one sentence", text);
        Failed.unless(text.length() <= LONGEST, "a short sentence", text);
        return text;
    }

    private static void containsAll(String text, String... words) {
        for (String word : words) {
            Failed.unless(
                    text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)),
                    "a sentence with '" + word + "'",
                    text);
        }
    }
}
