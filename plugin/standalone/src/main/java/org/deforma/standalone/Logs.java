package org.deforma.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the libraries log: warnings in one line on stderr, and of GeoTools only what is severe. */
final class Logs {
    static {
        // Before the first logger below, which makes the log manager.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    }

    /** Chatty: they warn of things that the user can do nothing about. Held, or their level would be collected. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("org.geotools"), Logger.getLogger("it.geosolutions"), Logger.getLogger("hsqldb.db"));

    /** Of these a server logs warnings only. Held, as above. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.apache.felix"));

    private Logs() {}

    /** Sets it up for this JVM. */
    static void quiet() {
        System.setProperty("hsqldb.reconfig_logging", "false");
        System.setProperty("com.sun.media.jai.disableMediaLib", "true");
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler stderr = new ConsoleHandler();
        stderr.setLevel(Level.WARNING);
        stderr.setFormatter(new OneLine());
        root.addHandler(stderr);
        CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** Of a server also what it does, each line with its time. */
    static void forServer() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            handler.setLevel(Level.INFO);
            handler.setFormatter(new Dated());
        }
        LIBRARIES.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private static final class Dated extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.systemDefault());

        @Override
        public String format(LogRecord entry) {
            StringWriter trace = new StringWriter();
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(trace));
            }
            return TIME.format(entry.getInstant()) + " " + entry.getLevel().getName() + " " + formatMessage(entry)
                    + System.lineSeparator() + trace;
        }
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            return "deforma: " + entry.getLevel().getName().toLowerCase(java.util.Locale.ROOT) + ": "
                    + formatMessage(entry) + System.lineSeparator();
        }
    }
}
