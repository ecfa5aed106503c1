package org.deforma.inference.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.deforma.api.DeformaException;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;

/**
 * The networks of one model in memory, one for each device: loaded for the first user, closed after the last. Nothing
 * is locked while a network is loaded or closed. Thread-safe.
 */
final class NetworkPool {
    private final Function<Devices.Choice, Network> loader;
    private final Runnable idle;
    private final Map<String, Slot> slots = new HashMap<>();
    private int users;
    private boolean closed;

    /**
     * An empty pool.
     *
     * @param loader loads the network for a device
     * @param idle is told when the pool has been closed and nobody uses a network any more; may be told more than once
     */
    NetworkPool(Function<Devices.Choice, Network> loader, Runnable idle) {
        this.loader = loader;
        this.idle = idle;
    }

    /** A network with the number of its users. */
    private static final class Slot {
        private final String device;
        private final FutureTask<Network> network;
        private int users;

        Slot(String device, FutureTask<Network> network) {
            this.device = device;
            this.network = network;
        }
    }

    /** The right to use a network, until it is given back. */
    final class Use {
        private final Slot slot;
        private final Network network;

        private Use(Slot slot, Network network) {
            this.slot = slot;
            this.network = network;
        }

        Network network() {
            return network;
        }

        /** Another use of the same network. */
        Use again() {
            synchronized (NetworkPool.this) {
                slot.users++;
                users++;
            }
            return new Use(slot, network);
        }

        /** Gives it back; once. */
        void release() {
            NetworkPool.this.release(slot);
        }
    }

    /**
     * A network to use; waits while it is loaded.
     *
     * @throws IllegalStateException when the pool has been closed
     */
    Use acquire(Devices.Choice device) {
        Slot slot;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            slot = slots.computeIfAbsent(
                    device.name(), name -> new Slot(name, new FutureTask<>(() -> loader.apply(device))));
            slot.users++;
            users++;
        }
        try {
            slot.network.run();
            return new Use(slot, slot.network.get());
        } catch (ExecutionException e) {
            release(slot);
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new DeformaException("the network cannot be loaded: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            release(slot);
            Thread.currentThread().interrupt();
            throw new DeformaException("interrupted while the network was loaded", e);
        }
    }

    private void release(Slot slot) {
        boolean last;
        boolean done;
        synchronized (this) {
            last = --slot.users == 0;
            if (last) {
                slots.remove(slot.device, slot);
            }
        }
        if (last) {
            close(slot);
        }
        synchronized (this) {
            users--;
            done = closed && users == 0;
            notifyAll();
        }
        if (done) {
            idle.run();
        }
    }

    /** Nobody gets a network any more; those who have one keep it. */
    void close() {
        boolean done;
        synchronized (this) {
            closed = true;
            done = users == 0;
        }
        if (done) {
            idle.run();
        }
    }

    /** Whether nobody uses a network. */
    synchronized boolean isIdle() {
        return users == 0;
    }

    /**
     * Waits until nobody uses a network.
     *
     * @param deadline as {@link System#nanoTime}
     * @return false when somebody still does; the networks have been closed under them, so that their next run fails
     */
    boolean drain(long deadline) {
        List<Slot> left;
        synchronized (this) {
            try {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                while (users > 0 && millis > 0) {
                    wait(millis);
                    millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            left = List.copyOf(slots.values());
        }
        left.forEach(NetworkPool::close);
        return left.isEmpty();
    }

    private static void close(Slot slot) {
        if (!slot.network.isDone()) {
            // Somebody loads it, and closes it after use.
            return;
        }
        try {
            slot.network.get().close();
        } catch (ExecutionException e) {
            // It was never loaded; whoever wanted it knows why.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
