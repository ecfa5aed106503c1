package org.deforma.host.tools;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged as a warning or worse by the classes of this package, kept from the console. */
final class LogRecords extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("org.deforma.host.tools");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogRecords() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** The causes of what was logged, since the last call. */
    List<Throwable> causes() {
        List<Throwable> causes = records.stream().map(LogRecord::getThrown).toList();
        records.clear();
        return causes;
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
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
