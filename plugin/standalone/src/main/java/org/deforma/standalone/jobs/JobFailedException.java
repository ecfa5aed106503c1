package org.deforma.standalone.jobs;

/** A run has ended without a result; the message is one sentence for its user. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public JobFailedException(String sentence) {
        super(sentence);
    }
}
