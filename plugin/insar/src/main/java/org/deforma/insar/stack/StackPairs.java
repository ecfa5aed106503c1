package org.deforma.insar.stack;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.deforma.api.raster.RasterStorage;

/**
 * The pairs of a stack, in the order of its layers: what they are, and what they tell of its acquisitions. Immutable.
 *
 * @param pairs one a layer
 * @param notes sentences for the user
 */
public record StackPairs(List<DatePair> pairs, List<String> notes) {
    /** Fewest acquisitions from which the course of coherence in time can be seen. */
    private static final int FEWEST_DATES = 4;

    /** Item of a band that is its name. */
    private static final String BAND_NAME = "DESCRIPTION";

    /** Keeps copies. */
    public StackPairs {
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /**
     * Finds the pair of each layer: as given, else in the name of the file (of the band, for a raster of many), else in the
     * tags.
     *
     * @param rasters with one layer each, or one raster with all of them
     * @param given pairs that the user gave, one a layer; empty for none
     * @throws IllegalArgumentException when a pair is missing, impossible or there twice, when the numbers differ, or there
     *     are too few dates
     */
    public static StackPairs of(List<RasterStorage> rasters, List<String> given) {
        List<Layer> layers = layers(rasters);
        if (!given.isEmpty() && given.size() != layers.size()) {
            throw new IllegalArgumentException(
                    "pairs has %s, but coherence has %s; give one pair for each, in the same order"
                            .formatted(
                                    count(given.size(), "entry", "entries"),
                                    rasters.size() == 1
                                            ? count(layers.size(), "band", "bands")
                                            : count(layers.size(), "raster", "rasters")));
        }
        List<DatePair> pairs = new ArrayList<>();
        Map<DatePair, String> names = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            DatePair pair = given.isEmpty() ? layer.pair() : parse(given.get(i));
            String other = names.put(pair, layer.name);
            if (other != null) {
                throw new IllegalArgumentException(
                        "coherence: %s and %s show the same pair of dates, %s; leave one of them out"
                                .formatted(other, layer.name, pair));
            }
            pairs.add(pair);
        }
        StackPairs stack = new StackPairs(pairs, given.isEmpty() ? notes(layers) : List.of());
        int dates = stack.dates().size();
        if (dates < FEWEST_DATES) {
            throw new IllegalArgumentException(
                    "coherence has pairs of %s only, and at least %d are needed; add more pairs"
                            .formatted(count(dates, "date", "dates"), FEWEST_DATES));
        }
        return stack;
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    private static DatePair parse(String text) {
        try {
            return DatesInText.pair(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pairs: '" + text + "': " + e.getMessage(), e);
        }
    }

    private static List<Layer> layers(List<RasterStorage> rasters) {
        if (rasters.isEmpty()) {
            throw new IllegalArgumentException("coherence has no raster; give one for each pair of dates");
        }
        List<Layer> layers = new ArrayList<>();
        for (RasterStorage raster : rasters) {
            int bands = raster.bands().size();
            if (rasters.size() > 1 && bands > 1) {
                throw new IllegalArgumentException(
                        ("coherence: %s has %d bands, but of several rasters each must have one; give"
                                        + " a single raster with a band for each pair, or take the bands apart with"
                                        + " gdal_translate -b")
                                .formatted(raster.name(), bands));
            }
            for (int band = 0; band < bands; band++) {
                layers.add(
                        bands == 1
                                ? new Layer(
                                        raster.name(),
                                        List.of(raster.name(), bandName(raster, 0)),
                                        List.of(raster.bands().get(0), raster.metadata()))
                                : new Layer(
                                        "band " + (band + 1) + " of " + raster.name(),
                                        List.of(bandName(raster, band)),
                                        List.of(raster.bands().get(band))));
            }
        }
        return layers;
    }

    private static String bandName(RasterStorage raster, int band) {
        return raster.bands().get(band).getOrDefault(BAND_NAME, "");
    }

    private static List<String> notes(List<Layer> layers) {
        long other = layers.stream().filter(Layer::tagsDiffer).count();
        return other == 0
                ? List.of()
                : List.of("%d of %d layers have other dates in their tags than in their names; the names were believed"
                        .formatted(other, layers.size()));
    }

    /** What is shown by one pair, and where to look for which one that is. */
    private record Layer(String name, List<String> texts, List<Map<String, String>> tags) {
        DatePair pair() {
            try {
                Optional<DatePair> found = inTexts().or(this::inTags);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "coherence: %s: %s; rename it, or give the dates of all with pairs"
                                .formatted(name, e.getMessage()),
                        e);
            }
            throw new IllegalArgumentException(
                    ("coherence: no dates were found for %s, neither in its name (YYYYMMDD_YYYYMMDD or"
                                    + " YYYYMMDD-YYYYMMDD) nor in its tags FIRST_DATE and SECOND_DATE; rename it, or give the"
                                    + " dates of all with pairs")
                            .formatted(name));
        }

        /** Whether the name has a pair and the tags have something else. */
        boolean tagsDiffer() {
            Optional<DatePair> named = inTexts();
            try {
                return named.isPresent()
                        && inTags().filter(tags -> !tags.equals(named.get())).isPresent();
            } catch (IllegalArgumentException e) {
                return true;
            }
        }

        Optional<DatePair> inTexts() {
            return texts.stream()
                    .map(DatesInText::inName)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        Optional<DatePair> inTags() {
            return tags.stream()
                    .map(DatesInText::inTags)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    /** The acquisitions, in order of time. */
    public List<LocalDate> dates() {
        TreeSet<LocalDate> dates = new TreeSet<>();
        pairs.forEach(pair -> {
            dates.add(pair.first());
            dates.add(pair.second());
        });
        return List.copyOf(dates);
    }

    /** How many pairs the acquisitions could make. */
    public int possible() {
        int dates = dates().size();
        return dates * (dates - 1) / 2;
    }

    /** Median time from one acquisition to the next [days]. */
    public double medianInterval() {
        List<LocalDate> dates = dates();
        long[] days = new long[dates.size() - 1];
        for (int i = 0; i < days.length; i++) {
            days[i] = ChronoUnit.DAYS.between(dates.get(i), dates.get(i + 1));
        }
        Arrays.sort(days);
        int middle = days.length / 2;
        return days.length % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2.0;
    }

    /** First day of each pair, counted from 1970-01-01. */
    public int[] firstDays() {
        return pairs.stream().mapToInt(DatePair::firstDay).toArray();
    }

    /** Second day of each pair, counted from 1970-01-01. */
    public int[] secondDays() {
        return pairs.stream().mapToInt(DatePair::secondDay).toArray();
    }
}
