package org.deforma.host.tools;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * The processes that one service offers, and their runs. The service goes only when its runs have ended.
 *
 * <p>Declarative Services tell of a service's end before they take away what it is made of, and wait meanwhile; so as
 * long as {@link #drain} waits, everything that a run needs is there, be it from the same bundle or from another.
 */
final class Offer implements Comparable<Offer> {
    private static final Logger LOG = Logger.getLogger(Offer.class.getName());

    /** How long a host may take from a run's end to having asked all about the process, for its answer. */
    private static final long ANSWER_SECONDS = 10;

    /** Service property: group of the toolbox in which the tools are shown. */
    private static final String GROUP = "deforma.group";

    private final ServiceReference<ProcessFactory> reference;
    private final ProcessFactory factory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<RunListener> runs = new HashSet<>();
    private boolean closed;
    private long described = Long.MAX_VALUE;

    Offer(ServiceReference<ProcessFactory> reference, ProcessFactory factory) {
        this.reference = reference;
        this.factory = factory;
    }

    ProcessFactory factory() {
        return factory;
    }

    /** Group of the toolbox in which the tools are shown. */
    String group() {
        return reference.getProperty(GROUP) instanceof String group ? group : "Other tools";
    }

    /**
     * A process to run once, while the service is there.
     *
     * @param name of the process
     * @param process what to do; called when the run has been let in
     */
    Process guarded(Name name, Supplier<Process> process) {
        return (arguments, listener) -> run(name, process, arguments, listener);
    }

    private Map<String, Object> run(
            Name name, Supplier<Process> process, Map<String, Object> arguments, ProgressListener listener) {
        RunListener run = new RunListener(listener);
        enter(name, run);
        try {
            return process.get().execute(arguments, run);
        } catch (RuntimeException | Error e) {
            throw failed(name, e, run);
        } finally {
            leave(run);
        }
    }

    /**
     * What the user is told: one sentence. Hosts print an exception's causes too, so it has none; who looks after the server
     * finds them in the log, unless the user's own mistake says it all.
     */
    private static ProcessException failed(Name name, Throwable failure, RunListener run) {
        Throwable cause =
                failure instanceof ProcessException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            return run.isCancelledByHost() ? gone(name) : new ProcessException("cancelled");
        }
        String message = failure.getMessage();
        // A host's listener may end a cancelled run with an exception of the host's own.
        boolean cancelled = run.isCanceled() && !(cause instanceof Error);
        if (!(cause instanceof IllegalArgumentException) && !cancelled) {
            LOG.log(Level.WARNING, cause, () -> text(name) + " failed: " + message);
        }
        if (cause instanceof OutOfMemoryError) {
            return new ProcessException(
                    text(name) + " ran out of memory; try a smaller area, or give the server more with" + " java -Xmx");
        }
        // Without a sentence of its own an exception takes the name and message of its cause.
        boolean told = (failure instanceof ProcessException || failure instanceof IllegalArgumentException)
                && message != null
                && !message.equals(cause.toString());
        return new ProcessException(
                told
                        ? message
                        : text(name) + " failed (" + cause.getClass().getSimpleName()
                                + "); the server's log says more");
    }

    private static String text(Name name) {
        return name.getNamespaceURI() + ":" + name.getLocalPart();
    }

    private void enter(Name name, RunListener run) {
        lock.lock();
        try {
            if (closed) {
                throw gone(name);
            }
            runs.add(run);
        } finally {
            lock.unlock();
        }
    }

    private void leave(RunListener run) {
        lock.lock();
        try {
            runs.remove(run);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static ProcessException gone(Name name) {
        return new ProcessException(
                text(name) + " is being updated or removed, or the server is stopping; try again in a minute");
    }

    /**
     * Whether hosts may still ask about the processes: as long as the service is there, and until the answers to its last
     * runs are written.
     */
    boolean isDescribed() {
        lock.lock();
        try {
            return described == Long.MAX_VALUE || System.nanoTime() < described;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets no run begin any more and waits for those under way; what is still running after that is cancelled, which takes
     * effect at the next tile.
     *
     * @param patience how long runs may go on [s]
     * @param grace how long cancelled runs are waited for [s]
     */
    void drain(long patience, long grace) {
        lock.lock();
        try {
            closed = true;
            long answer = runs.isEmpty() ? 0 : TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
            await(patience, grace);
            described = System.nanoTime() + answer;
        } catch (InterruptedException e) {
            runs.forEach(RunListener::cancelByHost);
            described = System.nanoTime();
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void await(long patience, long grace) throws InterruptedException {
        if (runs.isEmpty()) {
            return;
        }
        LOG.log(Level.INFO, "{0} is to go; waiting up to {1} s for its runs: {2}", new Object[] {
            reference.getBundle(), patience, runs.size()
        });
        if (!awaitNone(patience)) {
            runs.forEach(RunListener::cancelByHost);
            if (!awaitNone(grace)) {
                LOG.log(Level.WARNING, "{0} goes although runs do not end: {1}", new Object[] {
                    reference.getBundle(), runs.size()
                });
            }
        }
    }

    private boolean awaitNone(long seconds) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(seconds);
        while (!runs.isEmpty() && left > 0) {
            left = ended.awaitNanos(left);
        }
        return runs.isEmpty();
    }

    /** The better one first: one that stays, of the bundle with the higher version, else the one that came first. */
    @Override
    public int compareTo(Offer other) {
        int open = Boolean.compare(isClosed(), other.isClosed());
        if (open != 0) {
            return open;
        }
        int newer = version(other).compareTo(version(this));
        return newer != 0 ? newer : other.reference.compareTo(reference);
    }

    private static Version version(Offer offer) {
        // A bundle that is gone has no version any more.
        return offer.reference.getBundle() == null
                ? Version.emptyVersion
                : offer.reference.getBundle().getVersion();
    }
}
