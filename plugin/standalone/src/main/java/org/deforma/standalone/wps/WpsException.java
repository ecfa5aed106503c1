package org.deforma.standalone.wps;

/**
 * A request that cannot be answered as asked; becomes an OWS ExceptionReport. The message is one sentence for its user.
 */
final class WpsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** HTTP status of exception reports: GeoServer's clients read the report, whatever is wrong. */
    private static final int OK = 200;

    private final String code;
    private final String locator;
    private final int status;

    private WpsException(int status, String code, String locator, String sentence) {
        // It may repeat what the client sent; what is logged and shown stays on one line.
        super(sentence.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?"));
        this.status = status;
        this.code = code;
        this.locator = locator;
    }

    /** A value that is wrong. */
    static WpsException invalid(String locator, String sentence) {
        return new WpsException(OK, "InvalidParameterValue", locator, sentence);
    }

    /** Something that is not there and must be. */
    static WpsException missing(String locator, String sentence) {
        return new WpsException(OK, "MissingParameterValue", locator, sentence);
    }

    /** An operation that there is not. */
    static WpsException unknownOperation(String name) {
        return new WpsException(
                OK,
                "OperationNotSupported",
                name,
                "there is no operation " + name + "; there are GetCapabilities, DescribeProcess, Execute,"
                        + " GetExecutionStatus, GetExecutionResult, GetExecutions and Dismiss");
    }

    /** No version that the client takes. */
    static WpsException version(String versions) {
        return new WpsException(
                OK, "VersionNegotiationFailed", "AcceptVersions", "WPS 1.0.0 is spoken here, not " + versions);
    }

    /** Too many run and wait. */
    static WpsException busy(String sentence) {
        return new WpsException(503, "ServerBusy", "", sentence);
    }

    /** The server's disk is full, or cannot be written. */
    static WpsException storage(String sentence) {
        return new WpsException(OK, "NotEnoughStorage", "", sentence);
    }

    /** The server's fault. */
    static WpsException failed(String sentence) {
        return new WpsException(OK, "NoApplicableCode", "", sentence);
    }

    /** Of OWS 1.1 or WPS 1.0.0. */
    String code() {
        return code;
    }

    /** What is wrong in the request; empty where it is no part of it. */
    String locator() {
        return locator;
    }

    /** Of HTTP. */
    int status() {
        return status;
    }
}
