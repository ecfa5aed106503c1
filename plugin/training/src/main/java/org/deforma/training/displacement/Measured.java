package org.deforma.training.displacement;

import java.util.List;

/**
 * What was measured on scenes that were not trained on.
 *
 * @param rows one a scenario with a straight fault, or without
 * @param near varied pairs, near faults
 * @param away varied pairs, away from faults
 */
record Measured(List<Row> rows, Varied near, Varied away) {
    /**
     * One scenario.
     *
     * @param step of the fault [px], 0 for none
     * @param snr signal-to-noise ratio [dB]
     * @param correlator the first field
     * @param byCost the network before training
     * @param network the network
     */
    record Row(double step, double snr, StepErrors correlator, StepErrors byCost, StepErrors network) {}

    /**
     * Medians over varied pairs of the root mean square error of a pair [px].
     *
     * @param pairs how many
     */
    record Varied(int pairs, double correlator, double byCost, double network) {}
}
