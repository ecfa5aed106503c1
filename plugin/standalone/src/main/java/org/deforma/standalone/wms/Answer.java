package org.deforma.standalone.wms;

import java.nio.charset.StandardCharsets;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param type media type
 * @param body its bytes
 * @param tag of this state of the content, for the client's cache; empty for what may not be kept
 */
record Answer(int status, String type, byte[] body, String tag) {
    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, "");
    }

    static Answer text(String type, String text) {
        return of(type + ";charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer notModified(String tag) {
        return new Answer(304, "", new byte[0], tag);
    }

    Answer tagged(String newTag) {
        return new Answer(status, type, body, newTag);
    }
}
