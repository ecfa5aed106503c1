package org.deforma.raster.gdal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Vector;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * One raster, opened as often as threads read it at once, because GDAL lets no two threads use a dataset at the same time.
 * Thread-safe. A dataset whose reading failed is not used again.
 */
final class Handles implements AutoCloseable {
    /** More threads than this wait for each other: each open file has its own decoder and its own cache. */
    private static final int MOST = Math.min(8, Math.max(1, Runtime.getRuntime().availableProcessors()));

    private static final long HOW =
            gdalconstConstants.OF_RASTER | gdalconstConstants.OF_READONLY | gdalconstConstants.OF_VERBOSE_ERROR;

    /** A dataset of GDAL, and room for what is read from it. */
    static final class Handle {
        private final Dataset dataset;
        private ByteBuffer room = ByteBuffer.allocateDirect(0);

        private Handle(Dataset dataset) {
            this.dataset = dataset;
        }

        Dataset dataset() {
            return dataset;
        }

        /** Room for so many bytes, in the order of this machine; what was read into it before is gone. */
        ByteBuffer room(int bytes) {
            if (room.capacity() < bytes) {
                room = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
            }
            return room.clear().limit(bytes);
        }
    }

    private final String connection;
    private final Vector<String> drivers;
    private final boolean network;
    private final Semaphore free = new Semaphore(MOST);
    private final Deque<Handle> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param connection what GDAL opens
     * @param request whose limits hold
     * @param drivers that may open it
     */
    @SuppressWarnings("JdkObsolete") // GDAL wants a Vector.
    Handles(String connection, GdalRequest request, Iterable<String> drivers) {
        this.connection = connection;
        this.network = request.network();
        this.drivers = new Vector<>();
        drivers.forEach(this.drivers::add);
    }

    /**
     * Does something with a dataset that no other thread uses.
     *
     * @param work may keep neither the dataset nor the room
     * @throws IllegalArgumentException when the file cannot be opened; the message is GDAL's
     * @throws IllegalStateException when this is closed
     */
    <T> T use(BiFunction<Handle, GdalCall, T> work) {
        free.acquireUninterruptibly();
        try (GdalCall call = new GdalCall(network)) {
            Handle handle = take(call);
            boolean sound = false;
            try {
                T result = work.apply(handle, call);
                sound = true;
                return result;
            } finally {
                giveBack(handle, sound);
            }
        } finally {
            free.release();
        }
    }

    private Handle take(GdalCall call) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the raster is closed: " + connection);
            }
            Handle handle = idle.poll();
            if (handle != null) {
                return handle;
            }
        }
        Dataset dataset = gdal.OpenEx(connection, HOW, drivers);
        if (dataset == null) {
            throw new IllegalArgumentException(call.said());
        }
        return new Handle(dataset);
    }

    private synchronized void giveBack(Handle handle, boolean sound) {
        if (sound && !closed) {
            idle.push(handle);
        } else {
            handle.dataset.delete();
        }
    }

    /** Closes all datasets; those in use when their work is done. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!idle.isEmpty()) {
            idle.pop().dataset.delete();
        }
    }
}
