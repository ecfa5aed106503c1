package org.deforma.raster;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The tiles of an image that were used last. Windows with margins overlap and cut tiles, so without it a file would be
 * decoded several times over; the host's own cache is shared by everything and may be small. Thread-safe; two threads
 * that want the same tile wait for one decoding.
 */
final class TileCache {
    /** A tile, decoded or on the way; {@code bytes} is 0 until it counts. */
    private static final class Entry {
        final FutureTask<Raster> tile;
        long bytes;

        Entry(FutureTask<Raster> tile) {
            this.tile = tile;
        }
    }

    private final RenderedImage image;
    private final long capacity;
    private final Map<Long, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Starts empty.
     *
     * @param image where tiles come from
     * @param capacity how much to keep [bytes]; the newest tile is always kept
     */
    TileCache(RenderedImage image, long capacity) {
        this.image = image;
        this.capacity = capacity;
    }

    /** A tile of the image; failures of the image are thrown as they are. */
    Raster tile(int tileX, int tileY) {
        Long key = ((long) tileY << 32) | (tileX & 0xFFFF_FFFFL);
        Entry entry;
        boolean mine = false;
        synchronized (this) {
            entry = entries.get(key);
            if (entry == null) {
                entry = new Entry(new FutureTask<>(() -> image.getTile(tileX, tileY)));
                entries.put(key, entry);
                mine = true;
            }
        }
        if (mine) {
            entry.tile.run();
        }
        try {
            Raster raster = entry.tile.get();
            if (mine) {
                keep(key, entry, raster);
            }
            return raster;
        } catch (ExecutionException e) {
            synchronized (this) {
                entries.remove(key, entry);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while a tile was read");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private synchronized void keep(Long key, Entry newest, Raster raster) {
        if (entries.get(key) != newest) {
            return;
        }
        newest.bytes = size(raster);
        bytes += newest.bytes;
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > capacity && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.bytes > 0 && entry != newest) {
                bytes -= entry.bytes;
                oldest.remove();
            }
        }
    }

    private static long size(Raster raster) {
        DataBuffer data = raster.getDataBuffer();
        long bits = DataBuffer.getDataTypeSize(data.getDataType());
        return Math.max(1, data.getSize() * data.getNumBanks() * bits / 8);
    }

    synchronized void clear() {
        entries.clear();
        bytes = 0;
    }
}
