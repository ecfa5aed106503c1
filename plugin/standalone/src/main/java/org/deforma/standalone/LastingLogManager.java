package org.deforma.standalone;

import java.util.logging.LogManager;

/**
 * A log that goes on until the JVM has ended. The usual one takes its handlers away as soon as the JVM is told to end, and
 * what a server says of its jobs while it stops would be lost.
 */
public final class LastingLogManager extends LogManager {
    /** For the JDK, which makes the one that the system property {@code java.util.logging.manager} names. */
    public LastingLogManager() {}

    /** Nothing is taken away. */
    @Override
    public void reset() {}
}
