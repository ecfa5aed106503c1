package org.deforma.verify.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deforma.verify.table.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceTest {
    @Test
    void takesASentence() {
        String good = "window must be 8..256 px, was 7; see http://example.org/help/window for more";
        assertEquals(good, Sentence.require(good, "Window", "8..256"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "window is wrong",
                "window must be 8..256 px\nwindow must be 8..256 px",
                "window must be 8..256 px. Try again",
                "java.lang.IllegalArgumentException: window must be 8..256 px",
                "window must be 8..256 px at org.deforma.Run(Run.java:3)",
                "window must be 8..256 px, see /var/lib/geoserver/log"
            })
    void refusesAllElse(String text) {
        assertThrows(Failed.class, () -> Sentence.require(text, "8..256"));
    }

    @Test
    void aPathThatTheUserSaidMayBeSaidAgain() {
        String text = "file must be a relative path, was '/etc/passwd'";
        assertThrows(Failed.class, () -> Sentence.require(text));
        assertEquals(text, Sentence.requireAbout("/etc/passwd", text, "relative"));
        assertThrows(Failed.class, () -> Sentence.requireAbout("/etc/passwd", text + " below /srv/data/files"));
    }
}
