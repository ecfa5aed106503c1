package org.deforma.inference.registry;

import java.util.concurrent.atomic.AtomicBoolean;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Tensor;

/** A lease; its predictors keep the network even when the lease is closed before them. */
final class OpenLease implements ModelLease {
    private final ModelEntry.Content content;
    private final String version;
    private final NetworkPool.Use use;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenLease(ModelEntry.Content content, String version, NetworkPool.Use use) {
        this.content = content;
        this.version = version;
        this.use = use;
    }

    @Override
    public ModelDescription model() {
        return content.description();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String sha256() {
        return content.sha256();
    }

    @Override
    public String style() {
        return content.style();
    }

    @Override
    public String device() {
        return use.network().device().name();
    }

    @Override
    public String deviceReason() {
        return use.network().device().reason();
    }

    @Override
    public Predictor predictor() {
        NetworkPool.Use mine;
        synchronized (this) {
            if (closed.get()) {
                throw new DeformaException("the lease of model " + model().name() + " has been closed", null);
            }
            mine = use.again();
        }
        try {
            return new LentPredictor(mine.network().predictor(), mine);
        } catch (RuntimeException | Error e) {
            mine.release();
            throw e;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
        }
        use.release();
    }

    private static final class LentPredictor implements Predictor {
        private final Predictor predictor;
        private final NetworkPool.Use use;
        private final AtomicBoolean closed = new AtomicBoolean();

        LentPredictor(Predictor predictor, NetworkPool.Use use) {
            this.predictor = predictor;
            this.use = use;
        }

        @Override
        public Tensor predict(float[] input, int... shape) {
            return predictor.predict(input, shape);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                try {
                    predictor.close();
                } finally {
                    use.release();
                }
            }
        }
    }
}
