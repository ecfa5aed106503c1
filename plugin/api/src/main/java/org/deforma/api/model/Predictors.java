package org.deforma.api.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The predictors of one run: as many as there are workers at once, each used by one at a time. Thread-safe. */
public final class Predictors implements AutoCloseable {
    private final ModelLease lease;
    private final Queue<ModelLease.Predictor> idle = new ConcurrentLinkedQueue<>();

    /** For a network; the lease stays open. */
    public Predictors(ModelLease lease) {
        this.lease = lease;
    }

    /** Lends a predictor. */
    public void with(Consumer<ModelLease.Predictor> work) {
        ModelLease.Predictor waiting = idle.poll();
        ModelLease.Predictor predictor = waiting == null ? lease.predictor() : waiting;
        try {
            work.accept(predictor);
        } finally {
            idle.add(predictor);
        }
    }

    /** Closes them all; no worker may be left. */
    @Override
    public void close() {
        idle.forEach(ModelLease.Predictor::close);
    }
}
