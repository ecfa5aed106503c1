package org.deforma.standalone.wps;

import java.io.IOException;
import java.util.List;

/** The answer to GetCapabilities. */
final class Capabilities {
    private static final List<String> OPERATIONS = List.of(
            "GetCapabilities",
            "DescribeProcess",
            "Execute",
            "GetExecutionStatus",
            "GetExecutionResult",
            "GetExecutions",
            "Dismiss");

    private Capabilities() {}

    /** Writes the document. */
    static void write(Xml xml, List<Tool> tools, Addresses addresses) throws IOException {
        xml.root("wps:Capabilities", "wpsGetCapabilities_response.xsd", () -> {
            xml.attribute("service", "WPS");
            xml.attribute("version", "1.0.0");
            xml.attribute("xml:lang", "en");
            xml.element("ows:ServiceIdentification", () -> {
                xml.element("ows:Title", "Deforma");
                xml.element("ows:Abstract", "Ground deformation from satellite images");
                xml.element("ows:Keywords", () -> {
                    xml.element("ows:Keyword", "WPS");
                    xml.element("ows:Keyword", "deformation");
                    xml.element("ows:Keyword", "InSAR");
                });
                xml.element("ows:ServiceType", "WPS");
                xml.element("ows:ServiceTypeVersion", "1.0.0");
                xml.element("ows:Fees", "NONE");
                xml.element("ows:AccessConstraints", "NONE");
            });
            xml.element("ows:ServiceProvider", () -> {
                xml.element("ows:ProviderName", "Deforma");
                xml.element("ows:ServiceContact", "");
            });
            xml.element("ows:OperationsMetadata", () -> {
                for (String name : OPERATIONS) {
                    operation(xml, name, addresses);
                }
            });
            xml.element("wps:ProcessOfferings", () -> {
                for (Tool tool : tools) {
                    xml.element("wps:Process", () -> Description.brief(xml, tool));
                }
            });
            xml.element("wps:Languages", () -> {
                xml.element("wps:Default", () -> xml.element("ows:Language", "en"));
                xml.element("wps:Supported", () -> xml.element("ows:Language", "en"));
            });
        });
        xml.end();
    }

    private static void operation(Xml xml, String name, Addresses addresses) throws IOException {
        boolean posted = OPERATIONS.indexOf(name) < 3;
        xml.element("ows:Operation", () -> {
            xml.attribute("name", name);
            xml.element(
                    "ows:DCP",
                    () -> xml.element("ows:HTTP", () -> {
                        xml.element("ows:Get", () -> xml.attribute("xlink:href", addresses.service() + "?"));
                        if (posted) {
                            xml.element("ows:Post", () -> xml.attribute("xlink:href", addresses.service()));
                        }
                    }));
        });
    }
}
