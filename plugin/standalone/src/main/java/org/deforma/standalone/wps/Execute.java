package org.deforma.standalone.wps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A request to run a process, as it was sent; nothing but its form is checked.
 *
 * @param process identifier
 * @param inputs in order; a name may come several times
 * @param form what to answer
 */
record Execute(String process, List<Given> inputs, Form form) {

    /** One value for one input. */
    record Given(String input, Value value) {}

    /** How a value is given. */
    sealed interface Value permits Literal, Complex, Upload, Reference {}

    /** A short text. */
    record Literal(String text) implements Value {}

    /**
     * A long text.
     *
     * @param xml whether it is an XML element, with all the namespaces that it needs
     */
    record Complex(String mimeType, String text, boolean xml) implements Value {}

    /** A raster that stood in the request; empty when it had no bytes. */
    record Upload(String mimeType, Optional<Path> file) implements Value {}

    /**
     * Something that is elsewhere.
     *
     * @param body what is to be posted there
     */
    record Reference(String mimeType, String href, Optional<CoverageRequest> body) implements Value {}

    /**
     * What to answer.
     *
     * @param raw the one output to be sent as it is; empty for a document
     * @param outputs those wanted in the document; empty for all
     * @param store whether the answer is to be kept, so that the client need not wait
     * @param status whether it wants to be told how far the run is
     * @param lineage whether the document is to hold what was asked
     */
    record Form(Optional<Wanted> raw, List<Wanted> outputs, boolean store, boolean status, boolean lineage) {
        /** Whether the client does not wait. */
        boolean isAsynchronous() {
            return raw.isEmpty() && store && status;
        }
    }

    /** An output in the answer. */
    record Wanted(String output, String mimeType, boolean asReference) {}
}
