package org.deforma.standalone.wms;

import java.nio.charset.StandardCharsets;

/** What is sent back. */
final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;
    private final String tag;

    private Answer(int status, String type, byte[] body, String tag) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.tag = tag;
    }

    /** A success. */
    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, "");
    }

    /** A text in UTF-8. */
    static Answer text(String type, String text) {
        return of(type + ";charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** For a client that has it already. */
    static Answer notModified(String tag) {
        return new Answer(304, "", new byte[0], tag);
    }

    /** The same, which the client may keep. */
    Answer tagged(String newTag) {
        return new Answer(status, type, body, newTag);
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /** Media type. */
    String type() {
        return type;
    }

    /** Not to be changed. */
    byte[] body() {
        return body;
    }

    /** Of this state of the content, for the client's cache; empty for what may not be kept. */
    String tag() {
        return tag;
    }
}
