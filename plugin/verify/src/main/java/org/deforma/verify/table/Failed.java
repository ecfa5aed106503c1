package org.deforma.verify.table;

/** A check did not find what it should. */
public final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says it in two halves.
     *
     * @param expected what should be
     * @param came what is
     */
    public Failed(String expected, String came) {
        super("expected " + expected + "; came " + came);
    }

    /**
     * Fails unless something holds.
     *
     * @param holds what should be true
     * @param expected in words
     * @param came what is there instead
     */
    public static void unless(boolean holds, String expected, Object came) {
        if (!holds) {
            throw new Failed(expected, String.valueOf(came));
        }
    }
}
