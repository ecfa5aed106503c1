package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deforma.api.TileRunner;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.SubProgressListener;

/** Runs the phases of a run, each over all of its tiles and with its share of the progress. */
final class Phases {
    private final TileRunner runner;
    private final ProgressListener listener;
    private final float from;
    private final float share;
    /** What the listener said last; tiles look here, as a listener belongs to the thread that runs the phases. */
    private final AtomicBoolean cancelled;

    Phases(TileRunner runner, ProgressListener listener) {
        this(runner, listener, 0, 100, new AtomicBoolean());
    }

    private Phases(TileRunner runner, ProgressListener listener, float from, float share, AtomicBoolean cancelled) {
        this.runner = runner;
        this.listener = listener;
        this.from = from;
        this.share = share;
        this.cancelled = cancelled;
    }

    /** Phases whose whole progress is a part of that of these [%]. */
    Phases part(float first, float percent) {
        return new Phases(runner, listener, from + share * first / 100, share * percent / 100, cancelled);
    }

    /**
     * Runs a phase.
     *
     * @param first progress when it begins [%]
     * @param percent what it adds [%]
     */
    void run(String what, List<Rectangle> tiles, float first, float percent, TileRunner.TileTask task) {
        Phases own = part(first, percent);
        runner.forEach(what, tiles, task, listener == null ? null : own.new Part());
    }

    /** Whether the run was cancelled; for any thread. */
    boolean cancelled() {
        return cancelled.get();
    }

    /** Ends a tile whose run was cancelled; for any thread. */
    void check() {
        if (cancelled()) {
            throw new CancellationException("the measurement was cancelled");
        }
    }

    /** A phase's share of the progress, which remembers that the run was cancelled. */
    private final class Part extends SubProgressListener {
        Part() {
            super(listener, from, share);
        }

        @Override
        public boolean isCanceled() {
            if (super.isCanceled()) {
                cancelled.set(true);
            }
            return cancelled.get();
        }
    }

    /** Tiles of about equal size that cover a raster, row by row, none longer than a side. */
    static List<Rectangle> tiles(int width, int height, int side) {
        int columns = (width + side - 1) / side;
        int rows = (height + side - 1) / side;
        List<Rectangle> tiles = new ArrayList<>();
        for (int j = 0; j < rows; j++) {
            int y0 = (int) ((long) height * j / rows);
            int y1 = (int) ((long) height * (j + 1) / rows);
            for (int i = 0; i < columns; i++) {
                int x0 = (int) ((long) width * i / columns);
                int x1 = (int) ((long) width * (i + 1) / columns);
                tiles.add(new Rectangle(x0, y0, x1 - x0, y1 - y0));
            }
        }
        return tiles;
    }
}
