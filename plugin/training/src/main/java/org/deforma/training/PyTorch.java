package org.deforma.training;

import java.nio.file.Path;

/** What DJL must be told before it loads PyTorch. */
public final class PyTorch {
    /** Name of the engine. */
    public static final String NAME = "PyTorch";

    private PyTorch() {}

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
