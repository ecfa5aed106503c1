package org.deforma.verify.table;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Runs checks one after the other and prints a line for each as soon as it is done. Not thread-safe. */
public final class Table {
    private static final int NAME_WIDTH = 62;
    private static final int LONGEST = 600;

    private enum Outcome {
        OK,
        FAILED,
        SKIPPED
    }

    private final PrintStream out;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final long start = System.nanoTime();

    /** A table that is printed to the given stream. */
    public Table(PrintStream out) {
        this.out = out;
    }

    /** Begins a group of checks. */
    public void group(String title) {
        out.println();
        out.println(title);
    }

    /**
     * Runs a check and prints its line.
     *
     * @param name what holds when it is ok
     * @return whether it was ok
     * @throws CancellationException when the thread is interrupted meanwhile
     */
    public boolean check(String name, Check check) {
        long began = System.nanoTime();
        try {
            String found = check.run();
            print(Outcome.OK, name, found, began);
            return true;
        } catch (Skipped e) {
            print(Outcome.SKIPPED, name, e.getMessage(), began);
        } catch (Failed e) {
            print(Outcome.FAILED, name, e.getMessage(), began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException(name).initCause(e);
        } catch (Exception e) {
            print(Outcome.FAILED, name, "expected an answer that can be looked at; came " + e, began);
        }
        return false;
    }

    private void print(Outcome outcome, String name, String text, long began) {
        counts.merge(outcome, 1, Integer::sum);
        String word = outcome == Outcome.FAILED ? "FAILED" : outcome.name().toLowerCase(Locale.ROOT);
        String line = text.strip().replaceAll("\\s*\\R\\s*", " | ");
        out.printf(
                Locale.ROOT,
                "  %-7s  %6.1f s  %-" + NAME_WIDTH + "s  %s%n",
                word,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1e3,
                name,
                line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
        out.flush();
    }

    /** Prints how many went how, and says whether none failed. */
    public boolean summary() {
        int failed = counts.getOrDefault(Outcome.FAILED, 0);
        out.printf(
                Locale.ROOT,
                "%n%d ok, %d failed, %d skipped, in %d s%n",
                counts.getOrDefault(Outcome.OK, 0),
                failed,
                counts.getOrDefault(Outcome.SKIPPED, 0),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        return failed == 0;
    }
}
