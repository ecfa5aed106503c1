package org.deforma.standalone;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the libraries log: warnings in one line on stderr, and of GeoTools only what is severe. */
final class Logs {
    /** Chatty: they warn of things that the user can do nothing about. Held, or their level would be collected. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("org.geotools"), Logger.getLogger("it.geosolutions"), Logger.getLogger("hsqldb.db"));

    private Logs() {}

    /** Sets it up for this JVM. */
    static void quiet() {
        System.setProperty("hsqldb.reconfig_logging", "false");
        System.setProperty("com.sun.media.jai.disableMediaLib", "true");
        LogManager.getLogManager().reset();
        ConsoleHandler stderr = new ConsoleHandler();
        stderr.setLevel(Level.WARNING);
        stderr.setFormatter(new OneLine());
        Logger.getLogger("").addHandler(stderr);
        CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            return "deforma: " + entry.getLevel().getName().toLowerCase(java.util.Locale.ROOT) + ": "
                    + formatMessage(entry) + System.lineSeparator();
        }
    }
}
