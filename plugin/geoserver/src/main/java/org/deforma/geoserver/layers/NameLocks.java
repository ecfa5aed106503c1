package org.deforma.geoserver.layers;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Lets whatever changes layers of the same name go one by one. Thread-safe. */
public final class NameLocks {
    private static final long LOOK_AGAIN_MILLIS = 200;

    /** A name's is found by its hash: now and then two names wait for each other. */
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();

    /** Names that are held until it is closed, by the thread that has it. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until nobody else holds one of the names.
     *
     * @param goOn called now and then meanwhile; ends the waiting by throwing
     * @throws CancellationException when the thread is interrupted
     */
    Held hold(Runnable goOn, LayerName... names) {
        // In the same order for all, so that two do not wait for each other.
        List<Lock> wanted = Stream.of(names)
                .map(name -> Math.floorMod(name.hashCode(), locks.size()))
                .sorted()
                .map(locks::get)
                .toList();
        int held = 0;
        try {
            for (Lock lock : wanted) {
                acquire(lock, goOn, names[0]);
                held++;
            }
            int all = held;
            held = 0;
            return () -> wanted.subList(0, all).forEach(Lock::unlock);
        } finally {
            wanted.subList(0, held).forEach(Lock::unlock);
        }
    }

    private static void acquire(Lock lock, Runnable goOn, LayerName name) {
        try {
            do {
                goOn.run();
            } while (!lock.tryLock(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + name);
        }
    }
}
