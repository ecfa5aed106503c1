package org.deforma.training.displacement;

import java.util.List;

/**
 * What was measured on scenes that were not trained on.
 *
 * @param seeds scenes a row, over which means are taken
 * @param rows one a scenario
 */
record Measured(int seeds, List<Row> rows) {
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
}
