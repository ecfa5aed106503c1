package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Decoded tiles of all layers, those used last, up to a number of bytes. Who wants a tile that is being decoded waits for it.
 * Thread-safe.
 */
final class TileCache {
    private record Key(TileSource source, int group, int column, int row) {}

    private final long limit;
    private final Map<Key, FutureTask<float[][]>> tiles = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Key, Long> sizes = new LinkedHashMap<>();
    private long bytes;

    /** Keeps up to as many bytes. */
    TileCache(long limit) {
        this.limit = limit;
    }

    /** As much as a quarter of the heap, 256 MB at most. */
    static TileCache ofUsualSize() {
        return new TileCache(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4));
    }

    /**
     * A tile, not to be changed.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    float[][] tile(TileSource source, int group, int column, int row) {
        Key key = new Key(source, group, column, row);
        FutureTask<float[][]> decoding;
        boolean mine = false;
        synchronized (this) {
            decoding = tiles.get(key);
            if (decoding == null) {
                decoding = new FutureTask<>(() -> source.decode(group, column, row));
                tiles.put(key, decoding);
                mine = true;
            }
        }
        if (mine) {
            decoding.run();
        }
        try {
            float[][] tile = decoding.get();
            if (mine) {
                keep(key, decoding, tile);
            }
            return tile;
        } catch (ExecutionException e) {
            forget(key, decoding);
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a tile was read", e));
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io
                ? new UncheckedIOException(io)
                : new UncheckedIOException(new IOException("a tile cannot be decoded: " + cause.getMessage(), cause));
    }

    private synchronized void keep(Key key, FutureTask<float[][]> decoding, float[][] tile) {
        if (tiles.get(key) != decoding) {
            return;
        }
        long size = 0;
        for (float[] band : tile) {
            size += 4L * band.length;
        }
        sizes.put(key, size);
        bytes += size;
        Iterator<Key> eldest = tiles.keySet().iterator();
        while (bytes > limit && eldest.hasNext()) {
            Key old = eldest.next();
            Long freed = sizes.get(old);
            if (freed != null && !old.equals(key)) {
                bytes -= freed;
                sizes.remove(old);
                eldest.remove();
            }
        }
    }

    private synchronized void forget(Key key, FutureTask<float[][]> decoding) {
        tiles.remove(key, decoding);
    }

    /** Drops the tiles of a source that is not used any more. */
    synchronized void forget(TileSource source) {
        Iterator<Key> keys = tiles.keySet().iterator();
        while (keys.hasNext()) {
            Key key = keys.next();
            Long freed = sizes.get(key);
            if (key.source() == source && freed != null) {
                bytes -= freed;
                sizes.remove(key);
                keys.remove();
            }
        }
    }

    /** What is kept now [B]. */
    synchronized long bytes() {
        return bytes;
    }
}
