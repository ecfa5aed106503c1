package org.deforma.api;

import java.awt.Rectangle;
import java.util.List;
import org.geotools.api.util.ProgressListener;

/** Runs work tile by tile in a bounded pool. Implementations are thread-safe. */
public interface TileRunner {
    /** Work on one tile; called from several threads at once. */
    @FunctionalInterface
    interface TileTask {
        /**
         * Does the work of one tile.
         *
         * @param tile the tile's own pixels, without any margin
         */
        void run(Rectangle tile);
    }

    /** How many tiles are worked on at once. */
    int threads();

    /**
     * Runs {@code task} once for each tile and returns when all are done. Progress is reported from 0 to 100 after every tile,
     * from the calling thread only. On the first failure, or when the listener is cancelled, no further tile is started, those
     * under way are waited for, and the failure is thrown.
     *
     * @param what what is being done, for the progress display, such as {@code "Measuring displacement"}
     * @param tiles what to work on, in the order in which to start
     * @param task the work
     * @param listener where progress goes and where cancelling comes from; null for none
     * @throws java.util.concurrent.CancellationException when the listener was cancelled
     */
    void forEach(String what, List<Rectangle> tiles, TileTask task, ProgressListener listener);
}
