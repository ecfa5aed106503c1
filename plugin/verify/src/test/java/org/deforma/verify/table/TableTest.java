package org.deforma.verify.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Table table = new Table(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCheckThatCannotBeMadeDoesNotFail() {
        assertTrue(table.check("good", () -> "found"));
        assertFalse(table.check("not here", () -> {
            throw new Skipped("needs more");
        }));
        assertTrue(table.summary());
        assertTrue(printed().contains("1 ok, 0 failed, 1 skipped"), printed());
    }

    @Test
    void whatIsNotAsItShouldBeAndWhatGoesWrongFails() {
        assertFalse(table.check("bad", () -> {
            throw new Failed("this", "that");
        }));
        assertFalse(table.check("worse", () -> {
            throw new IOException("connection reset\nby peer");
        }));
        assertFalse(table.summary());
        assertTrue(printed().contains("expected this; came that"), printed());
        assertTrue(printed().contains("connection reset | by peer"), printed());
        assertEquals(
                2, printed().lines().filter(line -> line.contains("FAILED")).count());
    }

    @Test
    void anInterruptEndsTheChecks() {
        assertThrows(
                CancellationException.class,
                () -> table.check("long", () -> {
                    throw new InterruptedException();
                }));
    }
}
