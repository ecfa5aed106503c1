package org.deforma.host.framework;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Before version 19 Java keeps the type of one component of the last record for which it made {@code equals}, and with it
 * the class loader of whoever has that type (JDK-8078641): of a framework that has stopped all would stay in memory. One
 * more {@code equals} has a type of Java's own kept instead.
 */
final class RecordTypes {
    private record Word(String text) {}

    private RecordTypes() {}

    /** Has Java forget the type that it keeps. */
    static void forget() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ObjectMethods.bootstrap(
                    lookup,
                    "equals",
                    MethodType.methodType(boolean.class, Word.class, Object.class),
                    Word.class,
                    "text",
                    lookup.findVirtual(Word.class, "text", MethodType.methodType(String.class)));
        } catch (Throwable e) {
            Logger.getLogger(RecordTypes.class.getName()).log(Level.FINE, "Java keeps the type of a record", e);
        }
    }
}
