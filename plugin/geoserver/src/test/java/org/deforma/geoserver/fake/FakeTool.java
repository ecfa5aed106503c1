package org.deforma.geoserver.fake;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** A process that says a word, at once or when it is told to; at every tile, so to say, it can be cancelled. */
@DescribeProcess(title = "Fake", description = "Says a word.")
public final class FakeTool {
    /**
     * Latches among the system's properties, named so and by the bundle: the first tells that a run began, the second
     * lets it end.
     */
    public static final String BEGUN = "deforma.test.begun.";

    public static final String END = "deforma.test.end.";

    private final String bundle;
    private final String word;

    FakeTool(String bundle, String word) {
        this.bundle = bundle;
        this.word = word;
    }

    /** Runs. */
    @DescribeResult(name = "result", description = "What it says")
    public String execute(
            @DescribeParameter(name = "text", description = "What to say after the word", min = 0) String text,
            ProgressListener listener) {
        CountDownLatch end = (CountDownLatch) System.getProperties().get(END + bundle);
        if (end != null) {
            ((CountDownLatch) System.getProperties().get(BEGUN + bundle)).countDown();
            while (end.getCount() > 0) {
                if (listener.isCanceled()) {
                    throw new CancellationException("at a tile");
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        return text == null ? word : word + " " + text;
    }
}
