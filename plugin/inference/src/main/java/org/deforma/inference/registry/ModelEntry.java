package org.deforma.inference.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.api.DeformaException;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.inference.bundle.BundleEntries;
import org.deforma.inference.bundle.ModelContent;
import org.deforma.inference.bundle.Proof;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;
import org.osgi.framework.Version;

/**
 * A model bundle in one of its versions. It is read, and proves itself, when somebody asks for the first time; whoever
 * asks meanwhile waits. Thread-safe.
 */
final class ModelEntry {
    private static final Logger LOG = Logger.getLogger(ModelEntry.class.getName());

    private final String bundle;
    private final Version version;
    private final long order;
    private final Path onnx;
    private final Executor executor;
    private final NetworkPool networks;
    private final FutureTask<Reading> reading;
    private final FutureTask<Optional<String>> proof;
    /** Content with its check tensors, until it has been proved. */
    private volatile ModelContent unproved;

    private volatile boolean removed;

    /**
     * What was read and is kept.
     *
     * @param description of the model
     * @param licence may be empty
     * @param sha256 of the ONNX file
     * @param bytes of the ONNX file
     * @param style of the first band of its result
     */
    record Content(ModelDescription description, String licence, String sha256, long bytes, String style) {}

    /** The content, or why there is none. */
    private record Reading(Optional<Content> content, Optional<String> refusal) {}

    /**
     * An entry.
     *
     * @param bundle symbolic name
     * @param version of the bundle
     * @param order of two with the same name and version the lower one is used
     * @param entries of the bundle
     * @param onnx file to copy the network to, deleted when nobody needs it
     * @param executor for reading and proving: a caller that is interrupted must not spoil what others wait for
     */
    ModelEntry(String bundle, Version version, long order, BundleEntries entries, Path onnx, Executor executor) {
        this.executor = executor;
        this.bundle = bundle;
        this.version = version;
        this.order = order;
        this.onnx = onnx;
        reading = new FutureTask<>(() -> read(entries));
        proof = new FutureTask<>(this::prove);
        networks = new NetworkPool(
                device -> Network.load(onnx, content().orElseThrow().description(), device), this::deleteCopy);
    }

    Version version() {
        return version;
    }

    long order() {
        return order;
    }

    String bundle() {
        return bundle;
    }

    /** What it holds; empty when that cannot be read. */
    Optional<Content> content() {
        return get(reading).content();
    }

    /** Name of the model; of the bundle, when the model cannot be read. */
    String name() {
        return content().map(content -> content.description().name()).orElse(bundle);
    }

    /** Why the model cannot be used; empty when it has proved itself. */
    Optional<String> refusal() {
        return get(proof);
    }

    /** How it is listed. */
    InstalledModel describe(Optional<String> refusal) {
        Optional<Content> content = content();
        return new InstalledModel(
                name(),
                version.toString(),
                bundle,
                content.map(Content::sha256).orElse(""),
                content.map(Content::bytes).orElse(0L),
                content.map(Content::description),
                content.map(Content::licence).orElse(""),
                refusal);
    }

    /**
     * Lends the network.
     *
     * @throws IllegalStateException when the bundle has gone
     * @throws DeformaException when the network cannot be loaded
     */
    ModelLease lease(Devices.Choice device) {
        return new OpenLease(content().orElseThrow(), version.toString(), networks.acquire(device));
    }

    /** Whether nobody uses its network. */
    boolean isIdle() {
        return networks.isIdle();
    }

    /** The bundle has gone: leases go on, there will be no new ones. */
    void remove() {
        removed = true;
        networks.close();
    }

    /** Waits for the leases that are open, see {@link NetworkPool#drain}. */
    boolean drain(long deadline) {
        return networks.drain(deadline);
    }

    private Reading read(BundleEntries entries) {
        try {
            ModelContent content = ModelContent.read(bundle, entries, onnx);
            unproved = content;
            return new Reading(
                    Optional.of(new Content(
                            content.metadata().description(),
                            content.metadata().licence(),
                            content.sha256(),
                            content.bytes(),
                            content.style())),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            return refused(e.getMessage());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.FINE, e, () -> bundle + " cannot be read");
            return refused("it cannot be read: " + e);
        } finally {
            if (removed) {
                deleteCopy();
            }
        }
    }

    private Reading refused(String reason) {
        deleteCopy();
        return new Reading(Optional.empty(), Optional.of(reason));
    }

    private Optional<String> prove() {
        Optional<String> refusal = get(reading).refusal().or(this::run);
        refusal.filter(reason -> !removed)
                .ifPresent(reason -> LOG.log(
                        Level.WARNING, "model bundle {0} {1} is refused: {2}", new Object[] {bundle, version, reason}));
        return refusal;
    }

    /** On the processor: its numbers are those of the machine that made the check tensors, but for rounding. */
    private Optional<String> run() {
        NetworkPool.Use use = null;
        try {
            use = networks.acquire(Devices.choose("cpu"));
            try (ModelLease.Predictor predictor = use.network().predictor()) {
                Proof.run(unproved, predictor);
            }
            return Optional.empty();
        } catch (IllegalArgumentException | DeformaException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.log(Level.FINE, e, () -> bundle + " cannot be proved");
            return Optional.of("it could not be proved: " + e);
        } finally {
            unproved = null;
            if (use != null) {
                use.release();
            }
        }
    }

    private void deleteCopy() {
        try {
            Files.deleteIfExists(onnx);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", new Object[] {onnx, e.getMessage()});
        }
    }

    /** The result of a task, which the first that asks sets going. */
    private <T> T get(FutureTask<T> task) {
        try {
            if (!task.isDone()) {
                // Only the first run of a task does anything.
                executor.execute(task);
            }
            return task.get();
        } catch (ExecutionException e) {
            throw new DeformaException("a model cannot be read: " + e.getCause(), e.getCause());
        } catch (RejectedExecutionException e) {
            throw new DeformaException("the model registry has been stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeformaException("interrupted while a model proved itself", e);
        }
    }
}
