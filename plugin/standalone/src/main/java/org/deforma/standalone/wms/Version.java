package org.deforma.standalone.wms;

/** The versions of WMS that are spoken here. */
enum Version {
    V111("1.1.1"),
    V130("1.3.0");

    private final String number;

    Version(String number) {
        this.number = number;
    }

    /** As it is written. */
    String number() {
        return number;
    }

    /**
     * The version for a request: the highest that is not above what is asked for, else the lowest, as the standards want. Who
     * names none gets the newest, unless the request is written as in 1.1.1.
     */
    static Version of(Parameters parameters) {
        return parameters
                .optional("VERSION")
                .map(asked -> asked.compareTo("1.3") < 0 ? V111 : V130)
                .orElse(parameters.optional("SRS").isPresent() ? V111 : V130);
    }
}
