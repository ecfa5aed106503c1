package org.deforma.standalone.wms;

/** A request that cannot be answered, with one of the codes of WMS. */
final class WmsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;

    /** Codes of the standards; {@code InvalidCRS} is {@code InvalidSRS} in 1.1.1. */
    enum Code {
        LayerNotDefined,
        StyleNotDefined,
        InvalidCRS,
        InvalidFormat,
        InvalidPoint,
        OperationNotSupported,
        MissingParameterValue,
        InvalidParameterValue,
        NoApplicableCode
    }

    WmsException(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
