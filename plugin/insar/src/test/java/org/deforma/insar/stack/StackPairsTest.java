package org.deforma.insar.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deforma.api.raster.RasterStorage;
import org.junit.jupiter.api.Test;

class StackPairsTest {
    private static final String[] FOUR = {"20180106_20180130", "20180130_20180307", "20180307_20180319"};

    private static RasterStorage raster(String name, Map<String, String> items, List<Map<String, String>> bands) {
        return new RasterStorage(name, 256, 256, false, items, bands);
    }

    private static List<RasterStorage> named(String... names) {
        return Arrays.stream(names)
                .map(name -> raster(name, Map.of(), List.of(Map.of())))
                .toList();
    }

    private static String messageOf(List<RasterStorage> rasters, String... given) {
        return assertThrows(IllegalArgumentException.class, () -> StackPairs.of(rasters, List.of(given)))
                .getMessage();
    }

    @Test
    void fromNames() {
        StackPairs stack = StackPairs.of(named(FOUR), List.of());
        assertEquals(FOUR[2], stack.pairs().get(2).toString());
        assertEquals(4, stack.dates().size());
        assertEquals(6, stack.possible());
        // 24, 36 and 12 days.
        assertEquals(24, stack.medianInterval());
        assertArrayEquals(new int[] {17537, 17561, 17597}, stack.firstDays());
        assertArrayEquals(new int[] {17561, 17597, 17609}, stack.secondDays());
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTwo() {
        // 24, 36, 12 and 20 days.
        assertEquals(
                22,
                StackPairs.of(named(FOUR[0], FOUR[1], FOUR[2], "20180319_20180408"), List.of())
                        .medianInterval());
    }

    @Test
    void fromTagsWhereTheNameHasNone() {
        var tagged =
                raster("cc.tif", Map.of("FIRST_DATE", "2018-03-07", "SECOND_DATE", "2018-03-19"), List.of(Map.of()));
        var rasters = List.of(named(FOUR).get(0), named(FOUR).get(1), tagged);
        assertEquals(FOUR[2], StackPairs.of(rasters, List.of()).pairs().get(2).toString());
    }

    @Test
    void namesAreBelievedMoreThanTags() {
        var tagged =
                raster(FOUR[2], Map.of("FIRST_DATE", "2018-03-07", "SECOND_DATE", "2018-03-31"), List.of(Map.of()));
        var rasters = List.of(named(FOUR).get(0), named(FOUR).get(1), tagged);
        StackPairs stack = StackPairs.of(rasters, List.of());
        assertEquals(FOUR[2], stack.pairs().get(2).toString());
        assertEquals(
                List.of("1 of 3 layers have other dates in their tags than in their names; the names were believed"),
                stack.notes());
        assertEquals(List.of(), StackPairs.of(rasters, List.of(FOUR)).notes());
        var unknown = raster(FOUR[2], Map.of("FIRST_DATE", "n/a", "SECOND_DATE", "n/a"), List.of(Map.of()));
        assertEquals(
                stack.notes(),
                StackPairs.of(List.of(rasters.get(0), rasters.get(1), unknown), List.of())
                        .notes());
    }

    @Test
    void whatIsGivenWins() {
        StackPairs stack = StackPairs.of(named("20990101_20980101", "b", "c"), List.of(FOUR));
        assertEquals(FOUR[0], stack.pairs().get(0).toString());
    }

    @Test
    void oneRasterOfManyBands() {
        var names = List.of(
                Map.of("DESCRIPTION", FOUR[0]),
                Map.of("DESCRIPTION", "coh " + FOUR[1].replace('_', '-')),
                Map.of("FIRST_DATE", "20180307", "SECOND_DATE", "20180319"));
        assertEquals(
                FOUR[2],
                StackPairs.of(List.of(raster("stack.tif", Map.of(), names)), List.of())
                        .pairs()
                        .get(2)
                        .toString());
        var nameless = List.of(raster("20180106_20180130.tif", Map.of(), Collections.nCopies(3, Map.of())));
        assertEquals(
                "coherence: no dates were found for band 1 of 20180106_20180130.tif, neither in its name"
                        + " (YYYYMMDD_YYYYMMDD or YYYYMMDD-YYYYMMDD) nor in its tags FIRST_DATE and SECOND_DATE; rename it, or"
                        + " give the dates of all with pairs",
                messageOf(nameless));
        assertEquals(3, StackPairs.of(nameless, List.of(FOUR)).pairs().size());
        assertEquals(
                "pairs has 1 entry, but coherence has 3 bands; give one pair for each, in the same order",
                messageOf(nameless, FOUR[0]));
    }

    @Test
    void mistakesAreNamed() {
        assertEquals(
                "coherence: a_20181306_20190130.tif: 20181306 is not a day of the calendar (YYYYMMDD); rename it, or give the"
                        + " dates of all with pairs",
                messageOf(named("a_20181306_20190130.tif", FOUR[0])));
        assertEquals(
                "coherence: 20180130_20180106.tif: the second date, 2018-01-06, must be after the first, 2018-01-30;"
                        + " rename it, or give the dates of all with pairs",
                messageOf(named("20180130_20180106.tif")));
        assertEquals(
                "coherence: a_20180106_20180130 and 20180106-20180130.tif show the same pair of dates, 20180106_20180130; leave"
                        + " one of them out",
                messageOf(named("a_20180106_20180130", FOUR[1], "20180106-20180130.tif")));
        assertEquals(
                "coherence has pairs of 3 dates only, and at least 4 are needed; add more pairs",
                messageOf(named(FOUR[0], FOUR[1])));
        assertEquals(
                "pairs has 2 entries, but coherence has 3 rasters; give one pair for each, in the same order",
                messageOf(named("a", "b", "c"), FOUR[0], FOUR[1]));
        assertEquals(
                "pairs: 'yesterday': is no pair of dates; write YYYYMMDD_YYYYMMDD",
                messageOf(named("a", "b", "c"), FOUR[0], FOUR[1], "yesterday"));
        assertEquals(
                "pairs: '20180319_20180307': the second date, 2018-03-07, must be after the first, 2018-03-19",
                messageOf(named("a", "b", "c"), FOUR[0], FOUR[1], "20180319_20180307"));
        assertEquals("coherence has no raster; give one for each pair of dates", messageOf(List.of()));
    }

    @Test
    void severalRastersOfSeveralBands() {
        var wide = raster("wide.tif", Map.of(), Collections.nCopies(2, Map.of()));
        assertEquals(
                "coherence: wide.tif has 2 bands, but of several rasters each must have one; give a single raster with a band"
                        + " for each pair, or take the bands apart with gdal_translate -b",
                messageOf(List.of(named(FOUR[0]).get(0), wide), FOUR));
    }
}
