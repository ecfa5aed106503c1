package org.deforma.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a model bundle holds, wherever it is: in a jar, or installed. */
public interface BundleEntries {
    /**
     * Opens an entry.
     *
     * @param entry such as {@code model.json}
     * @return its content, to be closed; empty when there is no such entry
     * @throws IOException when it cannot be read
     */
    Optional<InputStream> open(String entry) throws IOException;
}
