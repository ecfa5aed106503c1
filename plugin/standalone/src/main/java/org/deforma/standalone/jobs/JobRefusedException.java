package org.deforma.standalone.jobs;

/** A run is not begun since too many wait already, or the server stops; the message is one sentence for its user. */
public final class JobRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public JobRefusedException(String sentence) {
        super(sentence);
    }
}
