package org.deforma.standalone.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs of tools, a few at a time, the others waiting in a queue; those that are to be kept with a record on disk that
 * outlives the process. Thread-safe.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Jobs.class.getName());

    private static final String STOPPED = "interrupted: the server was stopped";
    private static final String KILLED = "interrupted: the server stopped while it ran; run it again";
    private static final long GRACE_SECONDS = 30;

    private final JobStore store;
    private final JobLimits limits;
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor clock;
    private final Map<UUID, LiveJob> jobs = new ConcurrentHashMap<>();
    private final Set<Run> active = ConcurrentHashMap.newKeySet();

    /**
     * Opens the jobs of a folder. Those that ran or waited when it was last used have failed; they are not run again.
     *
     * @param folder for their records; made where it is missing
     * @param limits of all runs
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public Jobs(Path folder, JobLimits limits) {
        this.limits = limits;
        store = new JobStore(folder);
        for (Job job : store.load()) {
            LiveJob live = new LiveJob(store, job, Optional.empty());
            live.fail(KILLED);
            jobs.put(job.id(), live);
        }
        BlockingQueue<Runnable> queue =
                limits.queue() == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(limits.queue());
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = run -> new Thread(run, "deforma-job-" + number.incrementAndGet());
        pool = new ThreadPoolExecutor(limits.parallel(), limits.parallel(), 1, TimeUnit.MINUTES, queue, threads);
        pool.allowCoreThreadTimeOut(true);
        ThreadFactory clocks = Executors.defaultThreadFactory();
        clock = new ScheduledThreadPoolExecutor(1, run -> {
            Thread thread = clocks.newThread(run);
            thread.setName("deforma-job-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs a task when its turn comes, and waits for it. Nothing is recorded.
     *
     * @param process what runs, for the log
     * @return its result
     * @throws JobFailedException when there is none
     * @throws JobRefusedException when too many wait already
     */
    public <T> T call(String process, Task<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Run run = new Run(UUID.randomUUID(), process, limits.seconds(), clock) {
            @Override
            void work() throws IOException {
                result.complete(task.run(listener));
            }

            @Override
            void failed(String sentence) {
                result.completeExceptionally(new JobFailedException(sentence));
            }

            @Override
            void ended() {
                active.remove(this);
            }
        };
        execute(run);
        return await(result, run);
    }

    private static <T> T await(CompletableFuture<T> result, Run run) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    run.listener.cancel(STOPPED);
                } catch (ExecutionException e) {
                    throw new JobFailedException(e.getCause().getMessage());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Lets a task run when its turn comes, and keeps its results.
     *
     * @param process what runs, such as {@code deforma:Displacement}
     * @param request what was asked, kept beside the record
     * @param task the work
     * @param ended called once the job needs nothing any more, also when it never ran; not called when this method
     *     throws
     * @return the job, queued
     * @throws JobRefusedException when too many wait already
     * @throws UncheckedIOException when it cannot be recorded, such as on a full disk
     */
    public Job submit(String process, String request, StoredTask task, Runnable ended) {
        UUID id = UUID.randomUUID();
        Job job = Job.queued(id, process);
        StoredRun run = new StoredRun(job, task, ended);
        if (pool.isShutdown() || (limits.queue() > 0 && pool.getQueue().size() >= limits.queue())) {
            throw refused();
        }
        try {
            store.create(job, request);
        } catch (IOException e) {
            throw new UncheckedIOException("the job cannot be recorded: " + Run.reason(e), e);
        }
        jobs.put(id, run.job);
        try {
            execute(run);
        } catch (JobRefusedException e) {
            jobs.remove(id);
            store.delete(id);
            throw e;
        }
        return job;
    }

    private final class StoredRun extends Run {
        private final LiveJob job;
        private final StoredTask task;
        private final Runnable whenEnded;

        StoredRun(Job job, StoredTask task, Runnable whenEnded) {
            super(job.id(), job.process(), limits.seconds(), clock);
            this.job = new LiveJob(store, job, Optional.of(this));
            this.task = task;
            this.whenEnded = whenEnded;
        }

        @Override
        void work() throws IOException {
            if (!job.start()) {
                throw new JobFailedException("dismissed");
            }
            job.succeed(task.run(store.folder(id), listener));
        }

        @Override
        void failed(String sentence) {
            job.fail(sentence);
        }

        @Override
        void ended() {
            active.remove(this);
            job.workEnded();
            whenEnded.run();
        }
    }

    private void execute(Run run) {
        active.add(run);
        try {
            pool.execute(run);
        } catch (RejectedExecutionException e) {
            active.remove(run);
            JobRefusedException refused = refused();
            refused.addSuppressed(e);
            throw refused;
        }
    }

    private JobRefusedException refused() {
        return new JobRefusedException(
                pool.isShutdown()
                        ? "the server is stopping"
                        : "the server is busy: " + limits.parallel() + " jobs run and " + limits.queue()
                                + " wait, which is all that it takes; try again later");
    }

    /** All recorded jobs, newest first. */
    public List<Job> list() {
        return jobs.values().stream()
                .map(LiveJob::snapshot)
                .sorted(Comparator.comparing(Job::created).reversed().thenComparing(Job::id))
                .toList();
    }

    /** A recorded job; empty where there is none of that name. */
    public Optional<Job> find(UUID id) {
        return Optional.ofNullable(jobs.get(id)).map(LiveJob::snapshot);
    }

    /**
     * Waits for the end of a job.
     *
     * @return the job, ended
     * @throws JobFailedException when it is removed meanwhile, or the thread is interrupted
     */
    public Job await(UUID id) {
        LiveJob live = jobs.get(id);
        if (live == null) {
            throw new JobFailedException("the job was removed");
        }
        try {
            return live.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailedException(STOPPED);
        }
    }

    /**
     * What was asked for.
     *
     * @throws UncheckedIOException when it cannot be read, such as for a job that was just removed
     */
    public String request(UUID id) {
        try {
            return store.request(id);
        } catch (IOException e) {
            throw new UncheckedIOException("the request of job " + id + " cannot be read", e);
        }
    }

    /** The file of an output that is one. */
    public Path file(Job job, JobOutput output) {
        return store.folder(job.id()).resolve(output.file().orElseThrow());
    }

    /**
     * Cancels a job that waits or runs, which then is dismissed; removes one that has ended, with its results.
     *
     * @return how it was before; empty when there is none of that name
     */
    public Optional<Job> dismiss(UUID id) {
        LiveJob live = jobs.get(id);
        if (live == null) {
            return Optional.empty();
        }
        Job before = live.snapshot();
        if (live.dismiss()) {
            live.run().filter(pool::remove).ifPresent(run -> run.drop("dismissed"));
        } else if (jobs.remove(id, live)) {
            live.remove();
            LOG.log(Level.INFO, "job {0} {1} removed with its results", new Object[] {id, before.process()});
        }
        return Optional.of(before);
    }

    /** Runs at this moment. */
    public int running() {
        return pool.getActiveCount();
    }

    /** Waiting at this moment. */
    public int waiting() {
        return pool.getQueue().size();
    }

    /** Takes no more, cancels all, and waits up to 30 s for those that run; they are recorded as interrupted. */
    @Override
    public void close() {
        pool.shutdown();
        List<Runnable> queued = new ArrayList<>();
        pool.getQueue().drainTo(queued);
        queued.forEach(run -> ((Run) run).drop(STOPPED));
        active.forEach(run -> run.listener.cancel(STOPPED));
        try {
            if (!pool.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "jobs that do not end: {0}", pool.getActiveCount());
            }
            clock.shutdownNow();
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
        jobs.values().forEach(job -> job.fail(STOPPED));
    }
}
