package org.deforma.standalone.serve;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the HTTP service gets from the host: the servlet API, so that servlets of the host are servlets to it, and SLF4J, so that
 * its log is the host's.
 */
final class HttpPackages {
    private static final List<String> PARTS = List.of("", ".annotation", ".descriptor", ".http");

    private HttpPackages() {}

    /** Framework properties that offer them; the values are in addition to the host's own. */
    static Map<String, String> properties() {
        String packages = Stream.of(
                        PARTS.stream().map(part -> "jakarta.servlet" + part + ";version=\"6.0\""),
                        PARTS.stream().map(part -> "javax.servlet" + part + ";version=\"3.1\""),
                        Stream.of("", ".event", ".helpers", ".spi")
                                .map(part -> "org.slf4j" + part + ";version=\"2.0\""))
                .flatMap(each -> each)
                .collect(Collectors.joining(","));
        return Map.of(
                "org.osgi.framework.system.packages.extra",
                packages,
                "org.osgi.framework.system.capabilities.extra",
                "osgi.contract;osgi.contract=JakartaServlet;version:Version=\"6.0\","
                        + "osgi.contract;osgi.contract=JavaServlet;version:Version=\"4.0\"");
    }
}
