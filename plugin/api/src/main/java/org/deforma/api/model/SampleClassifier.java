package org.deforma.api.model;

import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.geotools.api.util.ProgressListener;

/** Classifies the pixels of a grid one by one, from samples that the caller makes. Thread-safe. */
public interface SampleClassifier {
    /**
     * What a run is about, for the report and for the file.
     *
     * @param tool name of the process, such as {@code deforma:ClassifyCoherence}
     * @param version of the tool
     * @param parameters as the user gave them, name to value (text, numbers, booleans, lists and maps of them)
     * @param inputs where the data comes from: name to {@code origin} of a source, or a list of such
     * @param facts further members of the report, before the results
     * @param notes sentences for the user
     * @param entropy whether there is a band with the entropy of the probabilities
     */
    record Run(
            String tool,
            String version,
            Map<String, ?> parameters,
            Map<String, ?> inputs,
            Map<String, ?> facts,
            List<String> notes,
            boolean entropy) {}

    /**
     * Classifies every pixel of the source's grid; bands as {@link ClassifyTool} says. NaN where the source has no sample.
     *
     * @param lease network to run; stays open
     * @param source its samples
     * @param run for the report
     * @param listener progress and cancelling; null for none
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.deforma.api.DeformaException when reading, writing or the network fails
     */
    Product classify(ModelLease lease, SampleSource source, Run run, ProgressListener listener);
}
