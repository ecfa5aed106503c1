package org.deforma.fuzz;

import org.deforma.api.DeformaException;

/**
 * How a reader may say no to bytes that it cannot use: by an {@link IllegalArgumentException} or a {@link DeformaException}
 * with one sentence about the thing that was named. Whatever else it throws is a finding.
 */
public final class Refusal {
    /** Users read the sentence in one line of an answer or of a log. */
    private static final int LONGEST = 2000;

    private static final int DELETE = 0x7F;

    private Refusal() {}

    /** Something that reads foreign bytes. */
    @FunctionalInterface
    public interface Reading {
        /** Reads, and uses what was read. */
        void run() throws Exception;
    }

    /**
     * Reads.
     *
     * @param subject what the sentence must name; the messages of libraries that went unnoticed do not
     * @return whether the bytes were taken
     * @throws AssertionError for a refusal without a sentence
     * @throws Exception for all that is no refusal
     */
    public static boolean takes(String subject, Reading reading) throws Exception {
        try {
            reading.run();
            return true;
        } catch (IllegalArgumentException | DeformaException e) {
            check(subject, e.getMessage(), e);
            return false;
        }
    }

    /** Checks the text of a refusal. */
    public static void check(String subject, String message, Throwable refusal) {
        if (message == null || message.isBlank()) {
            throw new AssertionError("a refusal without a word", refusal);
        }
        if (message.chars().anyMatch(c -> c < ' ' || c == DELETE)) {
            throw new AssertionError("a refusal with line breaks or control characters: " + message, refusal);
        }
        if (message.length() > LONGEST) {
            throw new AssertionError("a refusal of " + message.length() + " characters: " + message, refusal);
        }
        if (!message.contains(subject)) {
            throw new AssertionError("a refusal that does not name " + subject + ": " + message, refusal);
        }
    }
}
