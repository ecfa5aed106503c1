package org.deforma.training;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** What DJL must be told before it loads PyTorch, and when to leave it. Thread-safe. */
public final class PyTorch {
    /** Name of the engine. */
    public static final String NAME = "PyTorch";

    private static volatile boolean stopped;

    private PyTorch() {}

    /** Ends all work with PyTorch at the next {@link #check}, for good. */
    static void stop() {
        stopped = true;
    }

    /**
     * Asked before each piece of work with PyTorch.
     *
     * @throws CancellationException when it is to end
     */
    public static void check() {
        if (stopped) {
            throw new CancellationException("stopped");
        }
    }

    /**
     * Keeps DJL from asking the network and from writing into the user's home, and sets the number of threads. Without effect
     * once the engine is loaded.
     */
    public static void prepare(int threads) {
        String cache = Path.of(
                        System.getProperty("java.io.tmpdir"), "deforma-training-" + System.getProperty("user.name"))
                .toString();
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("DJL_CACHE_DIR", cache);
        System.setProperty("ENGINE_CACHE_DIR", cache);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }
}
