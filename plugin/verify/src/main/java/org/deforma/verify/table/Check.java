package org.deforma.verify.table;

/** One line of the table. */
@FunctionalInterface
public interface Check {
    /**
     * Looks.
     *
     * @return what was found, in a few words; may be empty
     * @throws Failed when it is not as it should be
     * @throws Skipped when it cannot be looked at here
     * @throws Exception when looking fails, which counts as failed too
     */
    String run() throws Exception;
}
