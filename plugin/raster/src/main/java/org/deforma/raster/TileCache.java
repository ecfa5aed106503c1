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
 * The tiles that were used last, of all images that are open. Windows with margins overlap and cut tiles, so without it a
 * file would be decoded several times over; the host's own cache is shared by everything and may be small. All images share
 * one budget, so that a stack of a thousand takes no more than a pair. Thread-safe; two threads that want the same tile wait
 * for one decoding.
 */
final class TileCache {
    /** A tile of an image; images are told apart by identity. */
    private record Key(RenderedImage image, int tileX, int tileY) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.image == image && key.tileX == tileX && key.tileY == tileY;
        }

        @Override
        public int hashCode() {
            return (System.identityHashCode(image) * 31 + tileY) * 31 + tileX;
        }
    }

    /** A tile, decoded or on the way; {@code bytes} is 0 until it counts. */
    private static final class Entry {
        final FutureTask<Raster> tile;
        long bytes;

        Entry(FutureTask<Raster> tile) {
            this.tile = tile;
        }
    }

    private final long capacity;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Starts empty.
     *
     * @param capacity how much to keep [bytes]; the newest tile is always kept
     */
    TileCache(long capacity) {
        this.capacity = capacity;
    }

    /** A tile of an image; failures of the image are thrown as they are. */
    Raster tile(RenderedImage image, int tileX, int tileY) {
        Key key = new Key(image, tileX, tileY);
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

    private synchronized void keep(Key key, Entry newest, Raster raster) {
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

    /** Lets go of all tiles of an image. */
    synchronized void forget(RenderedImage image) {
        for (Iterator<Map.Entry<Key, Entry>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Key, Entry> entry = all.next();
            if (entry.getKey().image == image) {
                bytes -= entry.getValue().bytes;
                all.remove();
            }
        }
    }

    /** What is kept now [bytes]. */
    synchronized long bytes() {
        return bytes;
    }
}
