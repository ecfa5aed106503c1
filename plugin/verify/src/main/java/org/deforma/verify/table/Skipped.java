package org.deforma.verify.table;

/** A check cannot be made here. */
public final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why, and what would change it. */
    public Skipped(String reason) {
        super(reason);
    }
}
