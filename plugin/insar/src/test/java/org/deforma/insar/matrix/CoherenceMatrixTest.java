package org.deforma.insar.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoherenceMatrixTest {
    private static final float NAN = Float.NaN;

    /** All pairs of some days, in order. */
    private static int[][] allPairs(int... days) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                pairs.add(new int[] {days[i], days[j]});
            }
        }
        return new int[][] {
            pairs.stream().mapToInt(pair -> pair[0]).toArray(),
            pairs.stream().mapToInt(pair -> pair[1]).toArray()
        };
    }

    private static CoherenceMatrix of(int dates, int interval, int[][] pairs) {
        return new CoherenceMatrix(dates, interval, pairs[0], pairs[1]);
    }

    @Test
    void aFullStackByHand() {
        // Days 100, 112, 118, 130 on a grid of 6 days: rows 0, 2, 3, 5.
        CoherenceMatrix matrix = of(6, 6, allPairs(100, 112, 118, 130));
        float[] into = new float[matrix.size() + 2];
        Arrays.fill(into, -9);
        assertTrue(matrix.fill(new float[] {7, .1f, .2f, .3f, .4f, NAN, .6f}, 1, 0, into, 1));
        float[] expected = {
            -9, //
            1, 0, .1f, .2f, 0, .3f, //
            0, 0, 0, 0, 0, 0, //
            .1f, 0, 1, .4f, 0, 0, //
            .2f, 0, .4f, 1, 0, .6f, //
            0, 0, 0, 0, 0, 0, //
            .3f, 0, 0, .6f, 0, 1, //
            1, 0, 1, 1, 0, 1, //
            0, 0, 0, 0, 0, 0, //
            1, 0, 1, 1, 0, 0, //
            1, 0, 1, 1, 0, 1, //
            0, 0, 0, 0, 0, 0, //
            1, 0, 0, 1, 0, 1, //
            -9
        };
        assertArrayEquals(expected, into);
        assertEquals(1, matrix.windows());
        assertEquals(100, matrix.firstDay(0));
        assertEquals(6, matrix.pairs(0));
        assertEquals(0, matrix.unused());
        assertEquals(72, matrix.size());
    }

    @Test
    void datesAreRoundedHalvesUp() {
        // 8 days are 1.33 steps, 9 are 1.5, 15 are 2.5.
        CoherenceMatrix matrix = of(4, 6, new int[][] {{0, 0, 0}, {8, 9, 15}});
        float[] into = new float[matrix.size()];
        assertTrue(matrix.fill(new float[] {.5f, .6f, .7f}, 0, 0, into, 0));
        assertArrayEquals(new float[] {1, .5f, .6f, .7f}, Arrays.copyOf(into, 4));
        assertArrayEquals(
                new float[] {1, 1, 1, 1}, new float[] {into[0], into[5], into[10], into[15]}, "all four have a date");
    }

    @Test
    void pairsOnOneCellAreAveragedWhereTheyAreValid() {
        // Days 0 and 1 are both row 0 with an interval of 12.
        int[][] pairs = {{0, 1, 0, 12, 0}, {12, 12, 24, 24, 1}};
        CoherenceMatrix matrix = of(3, 12, pairs);
        assertEquals(4, matrix.pairs(0), "the pair of one day has no cell");
        assertEquals(1, matrix.unused());
        float[] into = new float[matrix.size()];
        assertTrue(matrix.fill(new float[] {.2f, .4f, .5f, .6f, .9f}, 0, 0, into, 0));
        assertEquals(.3f, into[1], 1e-7);
        assertEquals(.3f, into[3], 1e-7);
        assertEquals(1, into[0], "the diagonal stays 1");
        assertTrue(matrix.fill(new float[] {NAN, .4f, .5f, .6f, .9f}, 0, 0, into, 0));
        assertEquals(.4f, into[1]);
        assertEquals(1, into[9 + 1]);
        assertFalse(matrix.fill(new float[] {NAN, NAN, .5f, .6f, .9f}, 0, 0, into, 0));
        assertEquals(0, into[1]);
        assertEquals(0, into[9 + 1]);
        assertEquals(0, into[9 + 3]);
    }

    @Test
    void zeroIsAValue() {
        CoherenceMatrix matrix = of(3, 6, allPairs(0, 6, 12));
        float[] into = new float[matrix.size()];
        assertTrue(matrix.fill(new float[3], 0, 0, into, 0));
        assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, Arrays.copyOf(into, 9));
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, Arrays.copyOfRange(into, 9, 18));
    }

    @Test
    void aPixelNeedsThreeCellsAndAQuarterOfThem() {
        CoherenceMatrix four = of(8, 6, allPairs(0, 6, 12, 18));
        float[] values = filled(6, NAN);
        Arrays.fill(values, 0, 2, .5f);
        assertFalse(four.fill(values, 0, 0, new float[128], 0));
        values[5] = .5f;
        assertTrue(four.fill(values, 0, 0, new float[128], 0));

        CoherenceMatrix eight = of(8, 6, allPairs(0, 6, 12, 18, 24, 30, 36, 42));
        values = filled(28, NAN);
        Arrays.fill(values, 10, 16, .5f);
        assertFalse(eight.fill(values, 0, 0, new float[128], 0), "6 of 28");
        values[0] = .5f;
        assertTrue(eight.fill(values, 0, 0, new float[128], 0), "7 of 28");
    }

    private static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void tooFewPairsHaveNoWindow() {
        assertEquals(0, of(8, 6, new int[2][0]).windows());
        assertEquals(0, of(8, 6, new int[][] {{0, 6}, {6, 12}}).windows());
        CoherenceMatrix sameCell = of(8, 30, new int[][] {{0, 0, 0}, {30, 31, 32}});
        assertEquals(0, sameCell.windows(), "three pairs on one cell");
        assertEquals(3, sameCell.unused());
    }

    @Test
    void aStackThatJustFitsIsOneWindow() {
        // Row 3 of 4 ends before day 3.5 * 6 = 21.
        assertEquals(1, of(4, 6, allPairs(0, 6, 12, 20)).windows());
        assertEquals(2, of(4, 6, allPairs(0, 6, 12, 18, 21)).windows());
    }

    @Test
    void longStacksAreCutIntoWindows() {
        // 20 dates, 12 days apart, on a matrix of 8 x 12 days: windows from date 0, 4, 8 and, at the end, 12.
        int[] days = IntStream.range(0, 20).map(i -> 1000 + 12 * i).toArray();
        CoherenceMatrix matrix = of(8, 12, allPairs(days));
        assertEquals(4, matrix.windows());
        assertArrayEquals(
                new int[] {1000, 1048, 1096, 1144},
                IntStream.range(0, 4).map(matrix::firstDay).toArray());
        assertArrayEquals(
                new int[] {28, 28, 28, 28},
                IntStream.range(0, 4).map(matrix::pairs).toArray());
        // Of 190 pairs, 28 in each window, less 6 in each of three overlaps of 4 dates.
        assertEquals(190 - (4 * 28 - 3 * 6), matrix.unused());
    }

    @Test
    void theLastWindowEndsWithTheStack() {
        int[] days = IntStream.range(0, 10).map(i -> 12 * i).toArray();
        CoherenceMatrix matrix = of(8, 12, allPairs(days));
        assertEquals(2, matrix.windows());
        assertEquals(24, matrix.firstDay(1));
    }

    @Test
    void windowsSkipGapsAndThoseWithTooFewPairsDoNotCount() {
        // Two good years apart from a lonely pair in between.
        int[][] early = allPairs(0, 6, 12, 18);
        int[][] late = allPairs(1000, 1006, 1012, 1018);
        int[] first = join(early[0], new int[] {500}, late[0]);
        int[] second = join(early[1], new int[] {506}, late[1]);
        CoherenceMatrix matrix = new CoherenceMatrix(4, 6, first, second);
        assertEquals(2, matrix.windows());
        assertEquals(0, matrix.firstDay(0));
        assertEquals(1000, matrix.firstDay(1));
        assertEquals(1, matrix.unused());
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    @Test
    void daysMayBeNegative() {
        CoherenceMatrix matrix = of(4, 6, allPairs(-13, -7, -1, 5));
        float[] into = new float[matrix.size()];
        assertTrue(matrix.fill(new float[] {.1f, .2f, .3f, .4f, .5f, .6f}, 0, 0, into, 0));
        assertArrayEquals(new float[] {1, .1f, .2f, .3f}, Arrays.copyOf(into, 4));
    }

    @Test
    void agreesWithThePlainDefinitionOnRandomStacks() {
        Random random = new Random(20221);
        int checked = 0;
        for (int run = 0; run < 300; run++) {
            int dates = 2 + random.nextInt(20);
            int interval = 1 + random.nextInt(15);
            int[] days = random.ints(2 + random.nextInt(14), 0, 2 * dates * interval)
                    .sorted()
                    .distinct()
                    .toArray();
            int[][] all = allPairs(days);
            int[] kept = IntStream.range(0, all[0].length)
                    .filter(i -> random.nextInt(3) > 0)
                    .toArray();
            int[] first = Arrays.stream(kept).map(i -> all[0][i]).toArray();
            int[] second = Arrays.stream(kept).map(i -> all[1][i]).toArray();
            float[] values = new float[kept.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(4) == 0 ? NAN : random.nextFloat();
            }
            CoherenceMatrix matrix = new CoherenceMatrix(dates, interval, first, second);
            for (int window = 0; window < matrix.windows(); window++) {
                float[] into = filled(matrix.size(), -1);
                matrix.fill(values, 0, window, into, 0);
                assertArrayEquals(plain(dates, interval, first, second, values, matrix.firstDay(window)), into, 1e-6f);
                checked++;
            }
        }
        assertTrue(checked > 200, "windows compared: " + checked);
    }

    /** The class' Javadoc, cell by cell. */
    private static float[] plain(int dates, int interval, int[] first, int[] second, float[] values, int firstDay) {
        TreeSet<Integer> rows = new TreeSet<>();
        IntStream.concat(Arrays.stream(first), Arrays.stream(second))
                .filter(day -> day >= firstDay)
                .forEach(day -> rows.add((int) Math.floor((day - firstDay) / (double) interval + 0.5)));
        float[] out = new float[2 * dates * dates];
        for (int row = 0; row < dates; row++) {
            for (int column = 0; column < dates; column++) {
                int cell = row * dates + column;
                if (row == column) {
                    out[cell] = rows.contains(row) ? 1 : 0;
                    out[dates * dates + cell] = out[cell];
                    continue;
                }
                double sum = 0;
                int count = 0;
                for (int k = 0; k < values.length; k++) {
                    long a = Math.round((first[k] - firstDay) / (double) interval);
                    long b = Math.round((second[k] - firstDay) / (double) interval);
                    if (first[k] >= firstDay
                            && Math.min(row, column) == a
                            && Math.max(row, column) == b
                            && !Float.isNaN(values[k])) {
                        sum += values[k];
                        count++;
                    }
                }
                out[cell] = count > 0 ? (float) (sum / count) : 0;
                out[dates * dates + cell] = count > 0 ? 1 : 0;
            }
        }
        return out;
    }

    @Test
    void refusesWhatIsNoStack() {
        assertThrows(IllegalArgumentException.class, () -> of(1, 6, allPairs(0, 6)));
        assertThrows(IllegalArgumentException.class, () -> of(8, 0, allPairs(0, 6)));
        assertThrows(IllegalArgumentException.class, () -> of(8, 6, new int[][] {{0}, {6, 12}}));
        assertThrows(IllegalArgumentException.class, () -> of(8, 6, new int[][] {{6}, {6}}));
        var reversed = assertThrows(IllegalArgumentException.class, () -> of(8, 6, new int[][] {{0, 12}, {6, 6}}));
        assertEquals("pair 1 must go from an earlier to a later day, was 12 to 6", reversed.getMessage());
    }
}
