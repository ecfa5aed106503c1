package org.deforma.geoserver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged as a warning or worse, by anybody, kept from the console. */
final class Log extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler[] others = ROOT.getHandlers();

    Log() {
        for (Handler other : others) {
            ROOT.removeHandler(other);
        }
        ROOT.addHandler(this);
    }

    /** Messages of that level with what caused them, each as one line. */
    List<String> messages(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().equals(level))
                .map(Log::text)
                .toList();
    }

    /** Whether a warning holds all these words. */
    boolean hasWarning(String... words) {
        return messages(Level.WARNING).stream()
                .anyMatch(message -> List.of(words).stream().allMatch(message::contains));
    }

    private static String text(LogRecord record) {
        StringBuilder text = new StringBuilder(new SimpleFormatter().formatMessage(record));
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            records.add(record);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        for (Handler other : others) {
            ROOT.addHandler(other);
        }
    }
}
