package org.deforma.geoserver.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All or nothing: closing it takes back, the last step first, whatever was done before {@link #keep}. What cannot be
 * taken back is logged, and the rest is taken back all the same. For one thread.
 */
final class Undo implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Undo.class.getName());

    private record Step(String what, Runnable back) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * Says how to take back what is about to be done; it may then have been done half or not at all.
     *
     * @param what is taken back, for the log
     * @param back takes it back
     */
    void add(String what, Runnable back) {
        steps.push(new Step(what, back));
    }

    /** Everything done so far stays. */
    void keep() {
        steps.clear();
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.back().run();
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, step.what() + " could not be taken back after something failed", e);
            }
        }
    }
}
