package org.deforma.training.displacement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.deforma.training.HandWritten;

/**
 * The model card of optical-displacement: everything that was measured, and between two markers what people wrote, which is
 * kept.
 *
 * @param measured on scenes that were not trained on
 * @param exported the network
 * @param command how to train so
 * @param difference largest difference of a value between trained and exported network
 */
record DisplacementCard(Measured measured, NetworkTraining.Exported exported, String command, double difference) {
    /** Writes the card; what is between the markers of the one that is there stays. */
    void write(Path file) throws IOException {
        Files.writeString(file, text(HandWritten.of(file)), StandardCharsets.UTF_8);
    }

    private String text(String handWritten) {
        return """
                # optical-displacement

                Displacement up to the fault. A window that straddles a surface rupture measures a mean of both sides, and so a
                correlator smears the rupture over most of its window. This network finds for every pixel which windows lie on
                its own side. `deforma:Displacement` with `method=CNN` runs it on the field that the correlator measured.

                ## What it is for

                Pairs of optical images with ruptures, glacier margins, landslides: wherever the motion has an edge. Where
                the motion is smooth it takes the mean of windows of up to about 64 px, at the noise that the table tells.

                ## Inputs and outputs

                (1, 5, rows, columns), rows and columns multiples of %1$d: `before` and `after`, deformed by the field onto
                `before`, both centred and in standard deviations; the field `dx`, `dy` to the right and down [px]; its `sigma`
                [px], which this network does not look at. It gives (1, 3, rows, columns): what the field still lacks along x and y
                [px], and ln of the variance of each [px²]. A run deforms `after` anew and asks twice.

                ## The network

                %2$,d weights, %3$,d bytes. For every pixel there are %4$d candidates: the field as it is, and the least-squares
                displacement (Lucas & Kanade 1981) of windows of about 64, 32, 16 and 8 px, those of 16 and 8 px also beside the
                pixel in eight directions (shiftable windows: Bobick & Intille 1999, doi:10.1023/A:1008150329890). The squared
                difference of the images that each leaves around the pixel says how well it fits. All of that is fixed arithmetic
                within the graph. Learnt is a small convolutional network over costs and candidates of the surroundings, at every
                pixel and on a grid of 4 px that sees further: it gives the weights of the candidates and the variance of their mean.
                So the result is a mean of measurements, never an invention. That a network learns the sharp step from simulated pairs
                follows Montagnon, Giffard-Roisin, Dalla Mura, Marchandon, Pathier & Hollingsworth (2024, JGR: Machine Learning and
                Computation); that the images are deformed and the network asked again follows Bertrand et al. (2025,
                arXiv:2504.13452).

                ## Trained on

                Pairs of 256 x 256 px that `plugin/synthetic` makes (`org.deforma.synthetic.pairs`), each seen once: power laws,
                hills, dead leaves, fields and lines through sensors of different sharpness, 8 and 16 bits, JPEG files, 5 to 40 dB, noise
                that is independent from pixel to pixel or not, other light, shadows, clouds and tilled fields; still ground, shifts,
                waves, glaciers, Okada ruptures, and straight, curved, branching and ending faults with steps of 0.05 to 5 px over 0 to
                20 px. Only simulated data. Again by

                ```
                %5$s
                ```

                ## Tested on

                %6$d scenes a row that were used for nothing else, 384 x 384 px, fractal texture; a straight, sharp fault in several
                directions. *Correlator*: the first field, IC-GN with windows of 32 px. *By cost*: the same candidates chosen by the
                differences of the images alone, which is the network before training: the classical rival.

                %7$s
                `sigma` is the robust standard deviation of error over sigma, which should be 1.

                On varied pairs of the held-out split, half of them with textures (dunes, city blocks) that training never shows, the
                median over pairs of the root mean square error is:

                | where | pairs | correlator | by cost | network |
                |---|---|---|---|---|
                | within 16 px of a jump | %8$s |
                | elsewhere | %9$s |

                ![Image, true displacement, correlator, network](fault.png)

                *A branching fault of the held-out pairs: the earlier image; the displacement to the right as it is; as the correlator
                measured it; as the network has it.*

                The largest difference of a value between the trained network and this file, run by ONNX Runtime, is %10$.1e.

                ## Where it fails

                - It refines what the correlator found; where that is wrong by more than some pixels it cannot help.
                - Beside the fault there are fewer pixels to take the mean of: within about 16 px noise is higher than far away, and
                  sigma says so.
                - Small steps in much noise are smeared as by a correlator: the table's widths tell how much.
                - Structures narrower than some 8 px between two faults have no window of their own.
                - Under clouds and on tilled fields it gives what surrounds them.

                %11$s
                """
                .formatted(
                        DisplacementNetwork.MULTIPLE,
                        exported.parameters(),
                        exported.onnx().length,
                        DisplacementNetwork.CANDIDATES,
                        command,
                        FaultTests.SEEDS,
                        table(),
                        varied(measured.near()),
                        varied(measured.away()),
                        difference,
                        HandWritten.marked(handWritten));
    }

    private static String varied(Measured.Varied v) {
        return String.format(
                Locale.ROOT, "%d | %.3f px | %.3f px | %.3f px", v.pairs(), v.correlator(), v.byCost(), v.network());
    }

    private String table() {
        StringBuilder table = new StringBuilder(
                "| step, noise | what | within 32 px [px] | beyond 64 px [px] | 10-90 % width [px] | step [px] |"
                        + " overshoot | sigma near, far |\n|---|---|---|---|---|---|---|---|\n");
        for (Measured.Row row : measured.rows()) {
            String scenario = row.step() == 0
                    ? String.format(Locale.ROOT, "nothing moves, %.0f dB", row.snr())
                    : String.format(Locale.ROOT, "%.1f px, %.0f dB", row.step(), row.snr());
            line(table, scenario, "correlator", row.correlator());
            line(table, "", "by cost", row.byCost());
            line(table, "", "network", row.network());
        }
        return table.toString();
    }

    private static void line(StringBuilder table, String scenario, String what, StepErrors e) {
        if (Double.isNaN(e.near())) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | | %.4f | false steps: %.0f | | | %.2f |%n",
                    scenario,
                    what,
                    e.far(),
                    e.falseSteps(),
                    e.sigmaFar()));
        } else {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.4f | %.4f | %.1f | %.3f | %.0f %% | %.2f, %.2f |%n",
                    scenario,
                    what,
                    e.near(),
                    e.far(),
                    e.width(),
                    e.step(),
                    100 * e.overshoot(),
                    e.sigmaNear(),
                    e.sigmaFar()));
        }
    }
}
