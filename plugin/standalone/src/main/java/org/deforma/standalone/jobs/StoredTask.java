package org.deforma.standalone.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.geotools.api.util.ProgressListener;

/** Work whose results are kept. */
@FunctionalInterface
public interface StoredTask {
    /**
     * Works. When the listener is cancelled this throws, whatever.
     *
     * @param folder where the files of the results are to be written, complete when this returns
     * @return the results, in order
     * @throws org.geotools.process.ProcessException whose message is for the user, as are those of
     *     {@link IllegalArgumentException}
     * @throws IOException when a file cannot be written
     */
    List<JobOutput> run(Path folder, ProgressListener listener) throws IOException;
}
