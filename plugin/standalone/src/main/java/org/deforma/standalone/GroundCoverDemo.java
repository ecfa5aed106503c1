package org.deforma.standalone;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.deforma.host.tools.ProcessCatalog;
import org.deforma.standalone.demo.ClassComparison;
import org.deforma.standalone.demo.CoverScene;
import org.deforma.standalone.files.RasterMap;
import org.deforma.standalone.picture.Legend;
import org.deforma.standalone.picture.QuickLook;

/** The demo's second job: classifies a made-up landscape by its coherence and compares with its truth. */
final class GroundCoverDemo {
    private static final long SEED = 20260102;
    private static final int SIZE = 256;

    /** Smallest share of right pixels that counts as agreement: eight classes, of which some lose coherence alike. */
    private static final double ACCURACY_LIMIT = 0.65;

    /** Largest difference between the mean confidence and the share of right pixels. */
    private static final double CONFIDENCE_LIMIT = 0.1;

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
    GroundCoverDemo(Path folder, Session session, PrintStream out) {
        this.folder = folder;
        this.session = session;
        this.out = out;
    }

    /** Runs, and says whether the map agrees with the truth. */
    boolean run() throws IOException {
        Path pairs = folder.resolve("coherence");
        Path result = folder.resolve("ground_cover.tif");
        ProcessCatalog.Entry process = session.process("ClassifyCoherence");
        CoverScene scene = CoverScene.make(SIZE, SEED);
        scene.writePairs(pairs);
        scene.writeTruth(folder.resolve("truth_ground_cover.tif"));
        out.printf(
                Locale.ROOT,
                "A made-up landscape of %d x %d px: the coherence of %d pairs of %d acquisitions.%n",
                SIZE,
                SIZE,
                scene.scene().acquisitions().pairs(),
                scene.scene().acquisitions().days().length);
        List<String> words = List.of("--coherence", pairs.resolve("*.tif").toString());
        ProcessRun run = ProcessRun.of(session, process, new Arguments(process, words), Optional.of(result));
        session.progress().dispose();

        JsonObject report = Report.parse(run.report().orElseThrow()).getAsJsonObject();
        List<Legend.Entry> classes = classes(report.getAsJsonArray("classes"));
        RasterMap map = RasterMap.read(result);
        draw(map, scene.truth(), classes);
        ClassComparison comparison = new ClassComparison(
                map.bands().get(0),
                map.bands().get(1),
                scene.truth(),
                classes.stream().mapToInt(Legend.Entry::value).toArray());
        table(comparison, classes);
        out.printf(
                Locale.ROOT,
                "%nClassified in %.1f s on %s.%n",
                run.seconds(),
                report.getAsJsonObject("device").get("name").getAsString());
        out.printf(
                "Written to %s: coherence/, ground_cover, truth_ground_cover (.tif), ground_cover, truth_ground_cover,"
                        + " confidence (.png)%n",
                folder);
        return verdict(comparison);
    }

    private static List<Legend.Entry> classes(JsonArray classes) {
        return StreamSupport.stream(classes.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(entry -> new Legend.Entry(
                        entry.get("value").getAsInt(),
                        entry.get("title").getAsString(),
                        Color.decode(entry.get("colour").getAsString())))
                .toList();
    }

    private void draw(RasterMap map, float[] truth, List<Legend.Entry> classes) throws IOException {
        int columns = map.columns();
        double cell = map.cellSize();
        QuickLook.classes("Ground cover", classes)
                .write(map.bands().get(0), columns, cell, folder.resolve("ground_cover.png"));
        QuickLook.classes("Ground cover, truth", classes)
                .write(truth, columns, cell, folder.resolve("truth_ground_cover.png"));
        QuickLook.sequential("Confidence", "", 0, 1)
                .write(map.bands().get(1), columns, cell, folder.resolve("confidence.png"));
    }

    private void table(ClassComparison comparison, List<Legend.Entry> classes) {
        out.printf("%n%-34s %10s %10s %10s%n", "classified against truth", "pixels", "found", "right");
        for (int i = 0; i < classes.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %10d %9.1f%% %9.1f%%%n",
                    classes.get(i).title(),
                    comparison.truth(i),
                    100 * comparison.recall(i),
                    100 * comparison.precision(i));
        }
    }

    private boolean verdict(ClassComparison comparison) {
        boolean agrees = comparison.classified() == (long) SIZE * SIZE
                && comparison.accuracy() >= ACCURACY_LIMIT
                && Math.abs(comparison.accuracy() - comparison.meanConfidence()) <= CONFIDENCE_LIMIT;
        out.printf(
                Locale.ROOT,
                "%s: %.1f %% of the pixels right (limit %.0f), mean confidence %.1f %% (within %.0f)%n",
                agrees ? "Agrees with the truth" : "DISAGREES with the truth",
                100 * comparison.accuracy(),
                100 * ACCURACY_LIMIT,
                100 * comparison.meanConfidence(),
                100 * CONFIDENCE_LIMIT);
        return agrees;
    }
}
