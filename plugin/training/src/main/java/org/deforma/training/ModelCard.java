package org.deforma.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;

/** The model card: everything that was measured, and between two markers what people wrote, which is kept. */
final class ModelCard {
    /**
     * What was measured.
     *
     * @param network its plan
     * @param parameters number of weights
     * @param bytes size of the ONNX file
     * @param command how to train so
     * @param samples matrices trained on
     * @param validation scores in the validation regions
     * @param heldOut scores in the held-out regions
     * @param temperature that the logits are divided by
     * @param difference largest difference of a probability between trained and exported network
     * @param circumstances scores by circumstances, in order
     * @param comparison with other methods; empty when they were not run
     */
    record Measured(
            CoherenceNetwork network,
            int parameters,
            int bytes,
            String command,
            long samples,
            Scores validation,
            Scores heldOut,
            double temperature,
            double difference,
            List<Circumstance> circumstances,
            List<Comparison.Row> comparison) {
        Measured with(List<Comparison.Row> rows) {
            return new Measured(
                    network,
                    parameters,
                    bytes,
                    command,
                    samples,
                    validation,
                    heldOut,
                    temperature,
                    difference,
                    circumstances,
                    rows);
        }
    }

    /** Scores under some circumstances. */
    record Circumstance(String name, Scores scores) {}

    private ModelCard() {}

    /** Writes the card; what is between the markers of the one that is there stays. */
    static void write(Path file, Measured measured) throws IOException {
        Files.writeString(file, text(measured, HandWritten.of(file)), StandardCharsets.UTF_8);
    }

    private static String text(Measured m, String handWritten) {
        return """
                # coherence-classes

                What the ground is, from how its InSAR coherence behaves in time: a small convolutional network that looks at
                the coherence matrix of one pixel, dates by dates, after Giffard-Roisin, Boudaour, Doin, Yan and Atto (2022,
                doi:10.3389/frsen.2022.932491). `deforma:ClassifyCoherence` makes the matrices and runs it.

                ## What it is for

                A first map of ground cover from a stack of Sentinel-1 coherence rasters, with a confidence for every pixel.
                It is not for areas or changes that must be right pixel by pixel, and no substitute for a map from optical
                images.

                ## Inputs

                (n, 2, %1$d, %1$d): coherence 0..1 and validity (1 or 0; coherence is 0 where validity is). Row and column k
                stand for the date k x %2$d days after the first. The matrix is symmetric, and 1 on the diagonal where there
                is a date. Stacks of 8 dates or more, an image at least every 24 days, missing pairs allowed; longer stacks
                are looked at in windows whose probabilities are averaged. The output is logits; softmax makes probabilities
                of them.

                ## Classes

                %3$s
                ## The network

                %4$s

                ## Trained on

                %5$,d matrices that `plugin/synthetic` simulates in the regions %6$s, each seen once; validated on %7$,d in %8$s. Only
                simulated data: nothing here was fitted to a real stack.

                ## Tested on

                %9$,d simulated matrices of regions that were used for nothing else (%10$s): other calendars, looks and
                levels. 35 %% of the pixels hold two covers; their class is the larger one (55 to 95 %% of the pixel), so that
                a part of the labels cannot be found by any method.

                Overall accuracy **%11$.1f %%** (validation regions: %12$.1f %%).

                %13$s
                Confusion, rows are the truth, in percent of the row:

                %14$s
                ## What it depends on

                Held-out regions, changed in one respect:

                %15$s
                ## Compared with other methods

                %16$s
                ## Calibration

                Expected calibration error in the held-out regions: **%17$.3f** (15 bins; validation %18$.3f). The logits are
                divided by a temperature of %19$.2f that was fitted in the validation regions. The largest difference of a
                probability between the trained network and this file, run by ONNX Runtime, is %20$.1e.

                ![Reliability diagram: share that is right against confidence](reliability.png)

                ## Where it fails

                It knows only what the simulator knows. Steep slopes with layover and shadow, tropical forest with clouds of
                moisture, ice, wetlands and tidal flats are not among its classes; it gives the class that decorrelates alike.
                Classes that lose coherence alike are mistaken for each other, see the table above; the fewer the looks
                and the shorter the stack, the more. The confidence is calibrated for simulated regions and may be too high on
                real ones.

                ## On real data

                %21$s

                ## Licence and how to train again

                Apache-2.0. `%22$s` simulates, trains, tests and writes these files again; the section on real data is kept.
                """
                .formatted(
                        MatrixSet.DATES,
                        MatrixSet.INTERVAL,
                        classes(),
                        network(m),
                        m.samples,
                        names(Region.training()),
                        m.validation.total(),
                        names(Region.validation()),
                        m.heldOut.total(),
                        names(Region.heldOut()),
                        100 * m.heldOut.accuracy(),
                        100 * m.validation.accuracy(),
                        perClass(m.heldOut),
                        confusion(m.heldOut),
                        circumstances(m.circumstances),
                        comparison(m.comparison),
                        m.heldOut.calibrationError(),
                        m.validation.calibrationError(),
                        m.temperature,
                        m.difference,
                        HandWritten.marked(handWritten.isEmpty() ? "Not looked at yet." : handWritten),
                        m.command);
    }

    private static String network(Measured m) {
        return String.format(
                Locale.ROOT,
                "Mean coherence of blocks of %1$d x %1$d known cells, then convolutions of %2$s filters with ReLU, then %3$d"
                        + " hidden units: %4$,d weights, %5$.2f million multiply-adds a matrix, %6$,d bytes.",
                CoherenceNetwork.BLOCK,
                m.network.convolutions().stream()
                        .map(c -> c.filters() + " (" + c.kernel() + " x " + c.kernel() + ")")
                        .collect(Collectors.joining(", ")),
                m.network.hidden(),
                m.parameters,
                m.network.multiplyAdds() / 1e6,
                m.bytes);
    }

    private static String names(List<Region> regions) {
        return regions.stream().map(Region::name).collect(Collectors.joining(", "));
    }

    private static String classes() {
        return table(
                "| value | class | what belongs to it |\n|---|---|---|\n",
                Stream.of(GroundCover.values())
                        .map(c -> "| %d | %s | %s |".formatted(c.value(), c.title(), c.description())));
    }

    private static String perClass(Scores scores) {
        return table(
                "| class | precision | recall | F1 |\n|---|---|---|---|\n",
                Stream.of(GroundCover.values())
                        .map(c -> String.format(
                                Locale.ROOT,
                                "| %s | %.2f | %.2f | %.2f |",
                                c.title(),
                                scores.precision(c.index()),
                                scores.recall(c.index()),
                                scores.f1(c.index()))));
    }

    private static String confusion(Scores scores) {
        GroundCover[] covers = GroundCover.values();
        String head = "| |" + Stream.of(covers).map(c -> " " + c.title() + " |").collect(Collectors.joining())
                + "\n|---|" + "---|".repeat(covers.length) + "\n";
        return table(
                head,
                Stream.of(covers)
                        .map(c -> "| **" + c.title() + "** |"
                                + Stream.of(covers)
                                        .map(found -> String.format(
                                                Locale.ROOT,
                                                " %.0f |",
                                                100.0
                                                        * scores.confusion()[c.index()][found.index()]
                                                        / Math.max(1, scores.truly(c.index()))))
                                        .collect(Collectors.joining())));
    }

    private static String circumstances(List<Circumstance> circumstances) {
        return table(
                "| circumstances | accuracy | calibration error |\n|---|---|---|\n",
                circumstances.stream()
                        .map(c -> String.format(
                                Locale.ROOT,
                                "| %s | %.1f %% | %.3f |",
                                c.name,
                                100 * c.scores.accuracy(),
                                c.scores.calibrationError())));
    }

    private static String comparison(List<Comparison.Row> rows) {
        if (rows.isEmpty()) {
            return "Not compared in the training that wrote this card.\n";
        }
        return """
                The same held-out matrices for all, and for the other methods the first matrices that the network was trained on;
                settings chosen in the validation regions. The other methods see means over blocks of 4 x 4 cells and
                over lags, with gaps filled, not the bare matrix.

                """
                + table(
                        "| method | trained on | accuracy, held out |\n|---|---|---|\n",
                        rows.stream()
                                .map(r -> String.format(
                                        Locale.ROOT,
                                        "| %s | %,d | %.1f %% |",
                                        r.name(),
                                        r.matrices(),
                                        100 * r.accuracy())));
    }

    private static String table(String head, Stream<String> rows) {
        return head + rows.map(row -> row + "\n").collect(Collectors.joining());
    }
}
