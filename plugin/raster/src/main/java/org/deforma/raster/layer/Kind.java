package org.deforma.raster.layer;

import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterStorage;
import org.geotools.coverage.grid.GridCoverage2D;

/** What a raster shows, as far as it says. */
enum Kind {
    /** East, north, correlation and sigma, from {@code deforma:Displacement}. */
    DISPLACEMENT,
    /** Class, and mostly confidence and probabilities, from the tools that classify. */
    CLASSIFICATION,
    /** Interferometric coherence of one pair of dates. */
    COHERENCE,
    /** Numbers of the colours of a palette. */
    PALETTE,
    /** Red, green and blue. */
    COMPOSITE,
    /** Anything else. */
    IMAGE;

    /** Most classes that a style can show. */
    static final int MOST_CLASSES = 255;

    private static final List<String> DISPLACEMENT_BANDS = List.of("east", "north", "correlation", "sigma");

    /** Words by which files of coherence are called: {@code coh}, {@code coherence}, {@code cc}, {@code corr}. */
    private static final Pattern COHERENCE_NAME =
            Pattern.compile("(^|[^a-z])(coh|coherence|cc|corr)([^a-z]|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern DATES = Pattern.compile("(?<![0-9])[0-9]{8}(T[0-9]{6})?[-_][0-9]{8}(?![0-9])");

    /** Looks at names, tags and values. */
    static Kind of(GridCoverage2D raster, RasterStorage storage, List<Band> bands, EvenSample sample) {
        List<String> names =
                bands.stream().map(band -> band.name().toLowerCase(Locale.ROOT)).toList();
        if (names.equals(DISPLACEMENT_BANDS)) {
            return DISPLACEMENT;
        }
        if (names.get(0).equals("class") && sample.bands().get(0).areFewWholeNumbers(MOST_CLASSES)) {
            return CLASSIFICATION;
        }
        if (raster.getRenderedImage().getColorModel() instanceof IndexColorModel) {
            return PALETTE;
        }
        if (names.size() == 1
                && isCoherence(storage, names.get(0), sample.bands().get(0))) {
            return COHERENCE;
        }
        return storage.bytes() && (names.size() == 3 || names.size() == 4) ? COMPOSITE : IMAGE;
    }

    /** Numbers from 0 to 1 of a pair of dates, or 8-bit numbers that are called coherence. */
    private static boolean isCoherence(RasterStorage storage, String band, BandValues values) {
        boolean called = COHERENCE_NAME.matcher(storage.name()).find()
                || COHERENCE_NAME.matcher(band).find();
        Map<String, String> tags = storage.metadata();
        boolean pair = DATES.matcher(storage.name()).find()
                || (tags.containsKey("FIRST_DATE") && tags.containsKey("SECOND_DATE"));
        if (storage.bytes()) {
            return called;
        }
        boolean share = !values.isEmpty() && values.minimum() >= 0 && values.maximum() <= 1 && values.maximum() > 0;
        return share && (called || pair);
    }
}
