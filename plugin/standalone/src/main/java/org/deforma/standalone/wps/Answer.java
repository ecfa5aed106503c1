package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What is sent back. */
final class Answer implements AutoCloseable {
    static final String XML = "text/xml;charset=UTF-8";

    private final int status;
    private final String contentType;
    private final Map<String, String> headers;
    private final long length;
    private final Body body;
    private final Runnable done;

    /** Writes the answer itself. */
    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param contentType with charset for a text
     * @param headers more of them
     * @param length of the body [B]; negative where not known
     * @param body is written at most once
     * @param done gives back what the body needs
     */
    Answer(int status, String contentType, Map<String, String> headers, long length, Body body, Runnable done) {
        this.status = status;
        this.contentType = contentType;
        this.headers = Map.copyOf(headers);
        this.length = length;
        this.body = body;
        this.done = done;
    }

    /** A document. */
    static Answer xml(int status, Body body) {
        return new Answer(status, XML, Map.of(), -1, body, () -> {});
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    long length() {
        return length;
    }

    void write(OutputStream out) throws IOException {
        body.write(out);
    }

    @Override
    public void close() {
        done.run();
    }
}
