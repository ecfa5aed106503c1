package org.deforma.standalone.wps;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Addresses in answers, in GeoServer's form. */
final class Addresses {
    private final String base;

    /** Of a server, as clients reach it. */
    Addresses(URI base) {
        this.base = base.toString().replaceAll("/+$", "");
    }

    /** Of the service. */
    String service() {
        return base + "/wps";
    }

    /** Of the service as answers name it. */
    String instance() {
        return base + "/ows?";
    }

    /** Where to ask how far a job is. */
    String status(UUID id) {
        return base + "/ows?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + id;
    }

    /** Where a result of a job is. */
    String result(UUID id, String file, String mimeType) {
        return base + "/ows?service=WPS&version=1.0.0&request=GetExecutionResult&executionId=" + id + "&outputId="
                + URLEncoder.encode(file, StandardCharsets.UTF_8) + "&mimetype="
                + URLEncoder.encode(mimeType, StandardCharsets.UTF_8);
    }

    /** A page of the list of jobs. */
    String executions(int start, int count) {
        return base + "/ows?service=WPS&version=1.0.0&request=GetExecutions&startIndex=" + start + "&maxFeatures="
                + count;
    }
}
