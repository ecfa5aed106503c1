package org.deforma.benchmarks;

import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.inference.engine.Network;

/**
 * A network in use by a benchmark, which closes it itself.
 *
 * @param network what runs
 */
record OpenNetwork(Network network) implements ModelLease {
    @Override
    public ModelDescription model() {
        return network.model();
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public String sha256() {
        return "";
    }

    @Override
    public String style() {
        return "";
    }

    @Override
    public String device() {
        return network.device().name();
    }

    @Override
    public String deviceReason() {
        return network.device().reason();
    }

    @Override
    public Predictor predictor() {
        return network.predictor();
    }

    @Override
    public void close() {
        // Nothing: see the class.
    }
}
