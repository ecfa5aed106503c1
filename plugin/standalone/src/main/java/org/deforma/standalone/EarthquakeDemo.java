package org.deforma.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deforma.host.tools.ProcessCatalog;
import org.deforma.standalone.demo.Comparison;
import org.deforma.standalone.demo.DemoScene;
import org.deforma.standalone.files.RasterMap;
import org.deforma.standalone.picture.QuickLook;
import org.deforma.synthetic.EarthquakePair;

/** The demo's first job: measures a made-up earthquake and compares with its truth. */
final class EarthquakeDemo {
    private static final long SEED = 20260101;
    private static final int WINDOW = 32;

    /** Change of the truth inside a window up to which one number describes it [px]. */
    private static final double SMOOTH = 0.1;

    /** Largest RMSE away from the rupture that counts as agreement [px]. */
    private static final double RMSE_LIMIT = 0.03;

    private static final double MEASURED_LIMIT = 0.98;
    private static final double SIGMA_LIMIT = 1.3;

    private final Path folder;
    private final Session session;
    private final PrintStream out;

    /**
     * A job.
     *
     * @param folder where its files go
     * @param session that runs it
     * @param out where the table goes
     */
    EarthquakeDemo(Path folder, Session session, PrintStream out) {
        this.folder = folder;
        this.session = session;
        this.out = out;
    }

    /** Runs, and says whether the measurement agrees with the truth. */
    boolean run() throws IOException {
        Path before = folder.resolve("before.tif");
        Path after = folder.resolve("after.tif");
        Path result = folder.resolve("displacement.tif");
        ProcessCatalog.Entry process = session.process("Displacement");
        DemoScene scene = new DemoScene(EarthquakePair.demo(SEED));
        double metres = scene.pair().metresPerPixel();
        scene.writeBefore(before);
        scene.writeAfter(after);
        out.printf(
                Locale.ROOT,
                "A made-up earthquake of magnitude %.1f in two images of %d x %d px of %.0f m.%n",
                scene.pair().earthquake().momentMagnitude(),
                scene.pair().images().width(),
                scene.pair().images().height(),
                metres);
        List<String> words =
                List.of("--before", before.toString(), "--after", after.toString(), "--window", "" + WINDOW);
        ProcessRun run = ProcessRun.of(session, process, new Arguments(process, words), Optional.of(result));
        session.progress().dispose();

        RasterMap map = RasterMap.read(result);
        RasterMap truth = scene.truth(map);
        scene.writeTruth(truth, 0, folder.resolve("truth_east.tif"));
        scene.writeTruth(truth, 1, folder.resolve("truth_north.tif"));
        draw(map, truth);
        Comparison smooth = Comparison.of(map, truth, scene.smooth(map, WINDOW, SMOOTH));
        Comparison all = Comparison.of(map, truth, scene.smooth(map, WINDOW, Double.MAX_VALUE));
        out.print(table(smooth, all, metres));
        out.printf(Locale.ROOT, "%nMeasured in %.1f s.%n", run.seconds());
        out.printf(
                "Written to %s: before, after, displacement, truth_east, truth_north (.tif), east, north,"
                        + " sigma (.png)%n",
                folder);
        return verdict(smooth, metres);
    }

    private void draw(RasterMap map, RasterMap truth) throws IOException {
        double limit = Math.max(
                QuickLook.roundLimit(truth.bands().get(0)),
                QuickLook.roundLimit(truth.bands().get(1)));
        float[] sigma = map.bands().get(3);
        int columns = map.columns();
        double cell = map.cellSize();
        QuickLook.diverging("East displacement", "m", limit)
                .write(map.bands().get(0), columns, cell, folder.resolve("east.png"));
        QuickLook.diverging("North displacement", "m", limit)
                .write(map.bands().get(1), columns, cell, folder.resolve("north.png"));
        QuickLook.sequential("Standard deviation to expect", "m", 0, QuickLook.roundLimit(sigma))
                .write(sigma, columns, cell, folder.resolve("sigma.png"));
    }

    private static String table(Comparison smooth, Comparison all, double metres) {
        StringBuilder table =
                new StringBuilder("%n%-34s %18s %18s%n".formatted("measured against truth", "east", "north"));
        table.append(row(
                "largest displacement", all.east().largestTruth(), all.north().largestTruth(), metres));
        table.append(row("RMSE", smooth.east().rmse(), smooth.north().rmse(), metres));
        table.append(row("bias", smooth.east().bias(), smooth.north().bias(), metres));
        table.append(row("NMAD", smooth.east().nmad(), smooth.north().nmad(), metres));
        table.append(row(
                "NMAD, windows on the rupture too",
                all.east().nmad(),
                all.north().nmad(),
                metres));
        table.append("%-34s %17.1f%%%n".formatted("points measured", 100 * all.measuredShare()));
        table.append("%-34s %18.2f   (1: sigma means what it says)%n"
                .formatted("robust deviation of error / sigma", smooth.errorOverSigma()));
        return table.toString();
    }

    private static String row(String name, double east, double north, double metres) {
        return String.format(
                Locale.ROOT,
                "%-34s %18s %18s%n",
                name,
                "%.3f m %6.4f px".formatted(east, east / metres),
                "%.3f m %6.4f px".formatted(north, north / metres));
    }

    private boolean verdict(Comparison smooth, double metres) {
        double rmse = smooth.rmse() / metres;
        boolean agrees = rmse <= RMSE_LIMIT
                && smooth.measuredShare() >= MEASURED_LIMIT
                && smooth.errorOverSigma() <= SIGMA_LIMIT
                && smooth.errorOverSigma() >= 1 / SIGMA_LIMIT;
        out.printf(
                Locale.ROOT,
                "%s: away from the rupture RMSE %.4f px (limit %.2f), %.1f %% measured (%.0f), error / sigma"
                        + " %.2f (%.2f..%.2f)%n",
                agrees ? "Agrees with the truth" : "DISAGREES with the truth",
                rmse,
                RMSE_LIMIT,
                100 * smooth.measuredShare(),
                100 * MEASURED_LIMIT,
                smooth.errorOverSigma(),
                1 / SIGMA_LIMIT,
                SIGMA_LIMIT);
        return agrees;
    }
}
