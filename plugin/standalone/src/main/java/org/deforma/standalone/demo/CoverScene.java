package org.deforma.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;
import org.deforma.synthetic.coherence.Acquisitions;
import org.deforma.synthetic.coherence.CoherenceScene;
import org.deforma.synthetic.coherence.Region;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * A made-up landscape on a map: a year of coherence as GeoTIFFs in EPSG:32756, and its truth.
 *
 * @param scene the landscape
 */
public record CoverScene(CoherenceScene scene) {
    private static final String CRS_CODE = "EPSG:32756";
    private static final double WEST = 300_000;
    private static final double NORTH = 6_260_000;

    /** Pixel size of a Sentinel-1 product of some 20 looks [m]. */
    private static final double PIXEL = 40;

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 9);
    private static final int DATES = 30;
    private static final int DAYS_BETWEEN = 12;
    private static final int FOLLOWING = 4;

    /** A year of acquisitions every 12 days, each paired with the next four, in a region that no training saw. */
    public static CoverScene make(int size, long seed) {
        int[] days = IntStream.range(0, DATES).map(i -> i * DAYS_BETWEEN).toArray();
        return new CoverScene(new CoherenceScene(
                Region.heldOut().get(0),
                Acquisitions.next(FOLLOWING, days),
                FIRST.getDayOfYear() - 1,
                size,
                size,
                seed));
    }

    /**
     * Writes one file a pair, {@code YYYYMMDD_YYYYMMDD.tif}.
     *
     * @param folder is made; files of these names are replaced
     */
    public void writePairs(Path folder) throws IOException {
        Files.createDirectories(folder);
        Acquisitions pairs = scene.acquisitions();
        for (int pair = 0; pair < pairs.pairs(); pair++) {
            String name = date(pairs.days()[pairs.first()[pair]]) + "_" + date(pairs.days()[pairs.second()[pair]]);
            write(scene.coherence(pair), folder.resolve(name + ".tif"));
        }
    }

    private static String date(int day) {
        return FIRST.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Writes the true class of every pixel. */
    public void writeTruth(Path file) throws IOException {
        write(truth(), file);
    }

    /** The true class of every pixel, row by row. */
    public float[] truth() {
        byte[] covers = scene.covers();
        float[] truth = new float[covers.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = covers[i];
        }
        return truth;
    }

    private void write(float[] values, Path file) throws IOException {
        var extent = new ReferencedEnvelope(
                WEST, WEST + scene.width() * PIXEL, NORTH - scene.height() * PIXEL, NORTH, DemoFiles.crs(CRS_CODE));
        DemoFiles.write(values, scene.width(), scene.height(), extent, file);
    }
}
