package org.deforma.standalone.jobs;

import java.io.IOException;
import org.geotools.api.util.ProgressListener;

/**
 * Work whose result somebody waits for.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Task<T> {
    /**
     * Works. When the listener is cancelled this gives back what it holds and throws, whatever.
     *
     * @throws org.geotools.process.ProcessException whose message is for the user, as are those of
     *     {@link IllegalArgumentException}
     * @throws IOException when a file cannot be written
     */
    T run(ProgressListener listener) throws IOException;
}
