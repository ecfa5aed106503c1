package org.deforma.host.tools;

import java.util.Map;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Makes map layers of results, with the rights of whoever runs the tool. Each host has its own. Thread-safe. */
public interface LayerPublisher {
    /**
     * Says before the work what would be wrong after it; called in the thread of the run.
     *
     * @param layer what the user wants, {@code workspace:name}
     * @throws IllegalArgumentException for another form, a workspace that is not there or in which the user may not publish, or
     *     a name that something else has
     */
    void check(String layer);

    /**
     * Scheme, host and port by which the caller reached this server, such as {@code http://maps.example.org:8080}. Asked for
     * before the work, since a run in the background does not know it later.
     *
     * @return empty where it is not known
     */
    String origin();

    /**
     * Publishes a result; a layer of this name that came from here is replaced. When this fails, all is as before.
     *
     * @param layer as checked
     * @param coverage what to show; stays the caller's
     * @param styles by name, in order, SLD 1.0; the first is the layer's default; may be empty
     * @param listener progress and cancelling
     * @return address of the layer in WMS; begins with a slash where it is below the {@link #origin}
     * @throws IllegalArgumentException for a coverage that cannot be a layer, such as one without a CRS
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.geotools.process.ProcessException when the host fails to publish
     */
    String publish(String layer, GridCoverage2D coverage, Map<String, String> styles, ProgressListener listener);
}
