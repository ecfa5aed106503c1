package org.deforma.inference.engine;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;

/**
 * A network in memory. Thread-safe: predictors of several threads share one session, and each runs in its own thread.
 *
 * <p>On the CPU a session has {@value #THREADS} threads (system property, 1..256), by default 1: tiles are what is worked on in
 * parallel, which needs no waiting for each other inside a layer.
 */
public final class Network implements AutoCloseable {
    /** System property: threads that one run of a network uses on the CPU, 1..256. */
    static final String THREADS = "deforma.inference.threads";

    private final ModelDescription description;
    private final Devices.Choice device;
    private final Model model;
    // Runs hold the read lock: a session that is closed while it runs takes the whole JVM with it.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private Network(ModelDescription description, Devices.Choice device, Model model) {
        this.description = description;
        this.device = device;
        this.model = model;
    }

    /**
     * Loads a network.
     *
     * @param onnx file, which has been looked at: nothing is checked here
     * @param description what it takes and gives
     * @param device what it shall run on
     * @throws DeformaException when ONNX Runtime cannot load it, or it takes something other than the description says
     */
    public static Network load(Path onnx, ModelDescription description, Devices.Choice device) {
        OnnxEngine.get();
        Device where = device.isGpu() ? Device.gpu(device.gpu()) : Device.cpu();
        Model model = null;
        try (SessionOptions options = options(threads())) {
            model = OnnxEngine.withOwnLoader(() -> Model.newInstance(description.name(), where, OnnxEngine.NAME));
            load(model, onnx, options);
            List<String> inputs = model.getBlock().describeInput().keys();
            if (!inputs.equals(List.of(description.input().name()))) {
                throw new DeformaException(
                        "model %s must take one tensor, '%s', but its network takes %s"
                                .formatted(
                                        description.name(), description.input().name(), inputs),
                        null);
            }
            return new Network(description, device, model);
        } catch (Exception | LinkageError e) {
            if (model != null) {
                model.close();
            }
            if (e instanceof DeformaException ours) {
                throw ours;
            }
            if (e instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new DeformaException("model " + description.name() + " cannot be loaded: " + OnnxEngine.reason(e), e);
        }
    }

    private static void load(Model model, Path onnx, SessionOptions options)
            throws IOException, MalformedModelException {
        model.load(onnx, null, Map.of("sessionOptions", options));
    }

    private static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        // It writes to standard error; what goes wrong comes as an exception as well.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static int threads() {
        String value = System.getProperty(THREADS, "1").strip();
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 256) {
            throw new IllegalArgumentException(THREADS + " must be a whole number of 1..256, was " + value);
        }
        return Integer.parseInt(value);
    }

    /** What it takes and gives. */
    public ModelDescription model() {
        return description;
    }

    /** Where it runs. */
    public Devices.Choice device() {
        return device;
    }

    /**
     * A predictor for one thread at a time; it must be closed.
     *
     * @throws DeformaException once the network is closed
     */
    public ModelLease.Predictor predictor() {
        lock.readLock().lock();
        try {
            checkOpen();
            return new NetworkPredictor(this, model);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs something that needs the session, which stays open meanwhile. */
    <T> T whileOpen(OnnxEngine.Action<T> action) throws Exception {
        lock.readLock().lock();
        try {
            checkOpen();
            return action.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new DeformaException("model " + description.name() + " has been closed", null);
        }
    }

    /** Waits for runs under way and frees the memory. Predictors that are still there fail from then on. */
    @Override
    public void close() {
        // Said before waiting, so that nobody starts another run meanwhile.
        closed = true;
        lock.writeLock().lock();
        try {
            if (model.getNDManager().isOpen()) {
                model.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
