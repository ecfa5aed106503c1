package org.deforma.verify.checks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.deforma.verify.table.Failed;

/** Waiting for something that is to happen by itself. */
final class Patience {
    private static final long POLL = 200;

    /** Something that may hold. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private Patience() {}

    /**
     * Waits, and says how long it took.
     *
     * @param what is expected
     */
    static String await(String what, int seconds, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            Failed.unless(
                    System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds),
                    what + " within " + seconds + " s",
                    "nothing of the kind");
            TimeUnit.MILLISECONDS.sleep(POLL);
        }
        return String.format(Locale.ROOT, "after %.1f s", (System.nanoTime() - start) / 1e9);
    }
}
