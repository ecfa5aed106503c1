package org.deforma.insar.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Lays the coherence of a pixel's pairs of acquisitions out as the matrix that a network takes: dates x dates, one row and
 * column every {@code interval} days, in two channels, the coherence and whether there is one.
 *
 * <p>Row and column of an acquisition are its time after the first day of the window, divided by the interval and rounded
 * (halves up). The matrix is symmetric. Where the stack has an acquisition its diagonal is 1 in both channels; everything
 * that is not known is 0 in both. Several pairs on one cell are averaged, those that are valid. Pairs whose two dates fall on
 * one row are left out.
 *
 * <p>A stack that is longer than the matrix is cut into windows, each beginning at an acquisition half a matrix or more after
 * the one before; the last one ends with the stack. A pair belongs to every window that holds both of its dates. Windows in
 * which fewer than {@value #FEWEST_CELLS} cells above the diagonal can be filled do not count.
 *
 * <p>A pixel has a matrix when its valid pairs fill at least {@value #FEWEST_CELLS} cells above the diagonal, and at least a
 * quarter of those that the window's pairs can fill. Four dates are joined by three pairs; with less than that, or with most
 * of the pairs missing, the course of coherence in time cannot be seen.
 *
 * <p>Immutable and thread-safe.
 */
public final class CoherenceMatrix {
    private static final int FEWEST_CELLS = 3;

    /**
     * A part of the stack. The cells that pairs fall on are numbered from 0, row by row; {@code pairs[start[c]]} to {@code
     * pairs[start[c + 1] - 1]} are the pairs of cell {@code c}, which is at {@code upper[c]} in the matrix and, mirrored, at
     * {@code lower[c]}. {@code known} is the matrix of a pixel whose pairs are all valid and 0.
     */
    @SuppressWarnings("ArrayRecordComponent") // read in the innermost loop; nothing compares these records
    private record Window(
            int firstDay,
            int pairCount,
            int[] start,
            int[] pairs,
            int[] upper,
            int[] lower,
            float[] known,
            int fewest) {}

    private final int dates;
    private final int interval;
    private final int[] firstDays;
    private final int[] secondDays;
    private final List<Window> windows;
    private final int unused;

    /**
     * Prepares the places of all pairs.
     *
     * @param dates rows and columns of the matrix
     * @param interval time from one to the next [days]
     * @param firstDays day of each pair's earlier acquisition, counted from any day
     * @param secondDays day of its later acquisition, counted from the same day
     * @throws IllegalArgumentException for fewer than two dates, an interval below one day, or a pair that does not go from an
     *     earlier to a later day
     */
    public CoherenceMatrix(int dates, int interval, int[] firstDays, int[] secondDays) {
        if (dates < 2 || interval < 1) {
            throw new IllegalArgumentException("a coherence matrix must have 2 dates or more, 1 day or more apart, was "
                    + dates + " dates, " + interval + " days");
        }
        if (firstDays.length != secondDays.length) {
            throw new IllegalArgumentException("each pair must have two days, there were " + firstDays.length
                    + " first and " + secondDays.length + " second ones");
        }
        this.dates = dates;
        this.interval = interval;
        this.firstDays = firstDays.clone();
        this.secondDays = secondDays.clone();
        NavigableSet<Integer> days = new TreeSet<>();
        for (int pair = 0; pair < firstDays.length; pair++) {
            if (firstDays[pair] >= secondDays[pair]) {
                throw new IllegalArgumentException("pair " + pair + " must go from an earlier to a later day, was "
                        + firstDays[pair] + " to " + secondDays[pair]);
            }
            days.add(firstDays[pair]);
            days.add(secondDays[pair]);
        }
        List<Window> found = new ArrayList<>();
        boolean[] used = new boolean[firstDays.length];
        for (int firstDay : firstDaysOfWindows(days)) {
            Window window = window(firstDay, days);
            if (window.upper.length >= FEWEST_CELLS) {
                found.add(window);
                Arrays.stream(window.pairs).forEach(pair -> used[pair] = true);
            }
        }
        windows = List.copyOf(found);
        int missing = 0;
        for (boolean pair : used) {
            missing += pair ? 0 : 1;
        }
        unused = missing;
    }

    /** Where windows begin: at acquisitions, half a matrix apart; the last one as early as the stack's end allows. */
    private List<Integer> firstDaysOfWindows(NavigableSet<Integer> days) {
        List<Integer> result = new ArrayList<>();
        if (days.isEmpty()) {
            return result;
        }
        // The earliest acquisition from which the last one is still inside.
        int lastStart = days.first();
        while (row(days.last(), lastStart) >= dates) {
            lastStart = days.higher(lastStart);
        }
        int start = days.first();
        while (start < lastStart) {
            result.add(start);
            start = days.ceiling(start + Math.max(1, dates / 2) * interval);
        }
        result.add(lastStart);
        return result;
    }

    private int row(int day, int firstDay) {
        return Math.floorDiv(2 * (day - firstDay) + interval, 2 * interval);
    }

    private Window window(int firstDay, NavigableSet<Integer> days) {
        long[] cellAndPair = new long[firstDays.length];
        int n = 0;
        for (int pair = 0; pair < firstDays.length; pair++) {
            int row = row(firstDays[pair], firstDay);
            int column = row(secondDays[pair], firstDay);
            if (firstDays[pair] >= firstDay && column < dates && row < column) {
                cellAndPair[n++] = ((long) (row * dates + column) << 32) | pair;
            }
        }
        Arrays.sort(cellAndPair, 0, n);
        int[] start = new int[n + 1];
        int[] pairs = new int[n];
        int[] upper = new int[n];
        int cells = 0;
        for (int i = 0; i < n; i++) {
            int cell = (int) (cellAndPair[i] >> 32);
            pairs[i] = (int) cellAndPair[i];
            if (cells == 0 || upper[cells - 1] != cell) {
                start[cells] = i;
                upper[cells++] = cell;
            }
        }
        start[cells] = n;
        upper = Arrays.copyOf(upper, cells);
        int[] lower = Arrays.stream(upper)
                .map(cell -> cell % dates * dates + cell / dates)
                .toArray();
        return new Window(
                firstDay,
                n,
                Arrays.copyOf(start, cells + 1),
                pairs,
                upper,
                lower,
                known(firstDay, days, upper, lower),
                Math.max(FEWEST_CELLS, (cells + 3) / 4));
    }

    private float[] known(int firstDay, NavigableSet<Integer> days, int[] upper, int[] lower) {
        int size = dates * dates;
        float[] known = new float[2 * size];
        for (int day : days.tailSet(firstDay)) {
            int row = row(day, firstDay);
            if (row < dates) {
                known[row * dates + row] = 1;
                known[size + row * dates + row] = 1;
            }
        }
        for (int cell = 0; cell < upper.length; cell++) {
            known[size + upper[cell]] = 1;
            known[size + lower[cell]] = 1;
        }
        return known;
    }

    /** Values that {@link #fill} writes: 2 channels x dates x dates. */
    public int size() {
        return 2 * dates * dates;
    }

    /** Number of windows; 0 when no part of the stack has enough pairs. */
    public int windows() {
        return windows.size();
    }

    /** Day of a window's first row, counted as the pairs' days are. */
    public int firstDay(int window) {
        return windows.get(window).firstDay;
    }

    /** Number of pairs in a window. */
    public int pairs(int window) {
        return windows.get(window).pairCount;
    }

    /** Number of pairs in none of the windows: too long for the matrix, or so short that both dates fall on one row. */
    public int unused() {
        return unused;
    }

    /**
     * Writes the matrix of one pixel: coherence, then validity (1 or 0), each dates x dates, row by row.
     *
     * @param pairValues coherence 0..1 of pair {@code k} at {@code from + k}, NaN where it is missing
     * @param from index of the first pair's value
     * @param window 0..windows() - 1
     * @param into where to write {@link #size()} values
     * @param at index of the first one
     * @return false when the pixel has too few valid pairs in the window (see the class); {@code into} holds the matrix of
     *     those that there are
     */
    public boolean fill(float[] pairValues, int from, int window, float[] into, int at) {
        Window w = windows.get(window);
        System.arraycopy(w.known, 0, into, at, w.known.length);
        int validity = at + dates * dates;
        int[] start = w.start;
        int[] pairs = w.pairs;
        int valid = 0;
        int i = 0;
        for (int cell = 0; cell < w.upper.length; cell++) {
            int end = start[cell + 1];
            float sum = 0;
            int count = 0;
            for (; i < end; i++) {
                float value = pairValues[from + pairs[i]];
                if (!Float.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            int upper = w.upper[cell];
            int lower = w.lower[cell];
            if (count > 0) {
                float mean = count == 1 ? sum : sum / count;
                into[at + upper] = mean;
                into[at + lower] = mean;
                valid++;
            } else {
                into[validity + upper] = 0;
                into[validity + lower] = 0;
            }
        }
        return valid >= w.fewest;
    }
}
