package org.deforma.standalone.wps;

import java.io.IOException;

/** Exception reports of OWS 1.1. */
final class Exceptions {
    private Exceptions() {}

    /** The whole document. */
    static void write(Xml xml, WpsException e) throws IOException {
        xml.root("ows:ExceptionReport", "", () -> report(xml, e.code(), e.locator(), e.getMessage()));
        xml.end();
    }

    /** What is in the element ExceptionReport. */
    static void report(Xml xml, String code, String locator, String sentence) throws IOException {
        xml.attribute("version", "1.1.0");
        xml.attribute("xml:lang", "en");
        xml.element("ows:Exception", () -> {
            xml.attribute("exceptionCode", code);
            xml.optionalAttribute("locator", locator);
            xml.element("ows:ExceptionText", sentence);
        });
    }
}
