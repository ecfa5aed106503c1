package org.deforma.inference.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.api.model.ModelDescription;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Which bands of a raster a model is shown.
 *
 * @param bands in the order of the model's channels, from 0
 * @param note what the user should know about the choice; empty when there is nothing to say
 */
@SuppressWarnings("ArrayRecordComponent") // the raster is read by a plain array; nothing compares these records
record BandChoice(int[] bands, String note) {
    /**
     * Chooses: what the user says, or else bands of the model's names, or else the first ones.
     *
     * @param wanted what the user says; empty for no wish
     * @param available number of bands that the raster has
     * @throws IllegalArgumentException when there are too few
     */
    static BandChoice of(ModelDescription model, List<Integer> wanted, GridCoverage2D raster, int available) {
        List<String> names = model.input().bands();
        String needs = "model " + model.name() + " takes " + names.size() + (names.size() == 1 ? " band" : " bands")
                + " (" + String.join(", ", names) + ")";
        if (!wanted.isEmpty()) {
            wanted.stream().filter(band -> band >= available).findFirst().ifPresent(band -> {
                throw new IllegalArgumentException(
                        "bands must be 0..%d, as raster has %d, was %d".formatted(available - 1, available, band));
            });
            if (wanted.size() != names.size()) {
                throw new IllegalArgumentException("bands must name one band of raster for each that the model takes: "
                        + needs + ", bands has " + wanted.size());
            }
            return new BandChoice(wanted.stream().mapToInt(Integer::intValue).toArray(), "");
        }
        if (available < names.size()) {
            throw new IllegalArgumentException(
                    "raster has " + available + (available == 1 ? " band" : " bands") + ", but " + needs);
        }
        Optional<int[]> named = named(names, raster, available);
        if (named.isPresent()) {
            return new BandChoice(named.get(), "");
        }
        String note = available == 1
                ? ""
                : "no bands of raster have the names that the model knows: the first %d of %d were taken as %s"
                        .formatted(names.size(), available, String.join(", ", names));
        return new BandChoice(IntStream.range(0, names.size()).toArray(), note);
    }

    private static Optional<int[]> named(List<String> names, GridCoverage2D raster, int available) {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < available; i++) {
            there.add(String.valueOf(raster.getSampleDimension(i).getDescription()));
        }
        int[] bands = names.stream()
                .mapToInt(name -> IntStream.range(0, available)
                        .filter(i -> there.get(i).equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(-1))
                .toArray();
        return IntStream.of(bands).allMatch(band -> band >= 0) ? Optional.of(bands) : Optional.empty();
    }
}
