package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.deforma.standalone.wps.Execute.Complex;
import org.deforma.standalone.wps.Execute.Form;
import org.deforma.standalone.wps.Execute.Given;
import org.deforma.standalone.wps.Execute.Literal;
import org.deforma.standalone.wps.Execute.Reference;
import org.deforma.standalone.wps.Execute.Upload;
import org.deforma.standalone.wps.Execute.Wanted;

/** Writes a request again as it was sent, but without the rasters that it held. */
final class ExecuteWriter {
    private static final String WCS = "http://www.opengis.net/wcs/1.1.1";

    private ExecuteWriter() {}

    /** A document that {@link ExecuteXml} reads. */
    static String document(Execute execute) throws IOException {
        StringWriter text = new StringWriter();
        Xml xml = Xml.to(text);
        xml.root("wps:Execute", "", () -> {
            xml.attribute("service", "WPS");
            xml.attribute("version", "1.0.0");
            xml.element("ows:Identifier", execute.process());
            if (!execute.inputs().isEmpty()) {
                inputs(xml, execute.inputs());
            }
            xml.element("wps:ResponseForm", () -> form(xml, execute.form()));
        });
        xml.end();
        return text.toString();
    }

    private static void form(Xml xml, Form form) throws IOException {
        if (form.raw().isPresent()) {
            Wanted raw = form.raw().get();
            xml.element("wps:RawDataOutput", () -> {
                mimeType(xml, raw.mimeType());
                xml.element("ows:Identifier", raw.output());
            });
        } else {
            xml.element("wps:ResponseDocument", () -> {
                xml.attribute("storeExecuteResponse", String.valueOf(form.store()));
                xml.attribute("lineage", String.valueOf(form.lineage()));
                xml.attribute("status", String.valueOf(form.status()));
                outputs(xml, form.outputs());
            });
        }
    }

    /** Answers hold only what OWS takes for one, whatever was sent. */
    private static void mimeType(Xml xml, String mimeType) throws IOException {
        if (mimeType.matches("(application|audio|image|text|video|message|multipart|model)/.+")) {
            xml.attribute("mimeType", mimeType);
        }
    }

    /** The element DataInputs. */
    static void inputs(Xml xml, List<Given> inputs) throws IOException {
        xml.element("wps:DataInputs", () -> {
            for (Given given : inputs) {
                xml.element("wps:Input", () -> {
                    xml.element("ows:Identifier", given.input());
                    value(xml, given);
                });
            }
        });
    }

    /** Elements Output. */
    static void outputs(Xml xml, List<Wanted> outputs) throws IOException {
        for (Wanted wanted : outputs) {
            xml.element("wps:Output", () -> {
                mimeType(xml, wanted.mimeType());
                xml.attribute("asReference", String.valueOf(wanted.asReference()));
                xml.element("ows:Identifier", wanted.output());
            });
        }
    }

    private static void value(Xml xml, Given given) throws IOException {
        if (given.value() instanceof Reference reference) {
            reference(xml, reference);
            return;
        }
        xml.element("wps:Data", () -> {
            if (given.value() instanceof Literal literal) {
                xml.element("wps:LiteralData", literal.text());
            } else if (given.value() instanceof Complex complex) {
                xml.element("wps:ComplexData", () -> {
                    mimeType(xml, complex.mimeType());
                    if (complex.xml()) {
                        xml.copy(complex.text());
                    } else {
                        xml.text(complex.text());
                    }
                });
            } else if (given.value() instanceof Upload upload) {
                xml.element("wps:ComplexData", () -> mimeType(xml, upload.mimeType()));
            }
        });
    }

    private static void reference(Xml xml, Reference reference) throws IOException {
        xml.element("wps:Reference", () -> {
            xml.attribute("xlink:href", reference.href());
            xml.attribute("method", reference.body().isPresent() ? "POST" : "GET");
            mimeType(xml, reference.mimeType());
            if (reference.body().isPresent()) {
                xml.element("wps:Body", () -> coverage(xml, reference.body().get()));
            }
        });
    }

    private static void coverage(Xml xml, CoverageRequest request) throws IOException {
        xml.element("wcs:GetCoverage", () -> {
            xml.attribute("xmlns:wcs", WCS);
            xml.attribute("service", "WCS");
            xml.attribute("version", "1.1.1");
            xml.element("ows:Identifier", request.layer());
            if (request.box().isPresent()) {
                CoverageRequest.Box box = request.box().get();
                xml.element(
                        "wcs:DomainSubset",
                        () -> xml.element("ows:BoundingBox", () -> {
                            xml.optionalAttribute("crs", box.crs());
                            xml.element(
                                    "ows:LowerCorner",
                                    box.lower().get(0) + " " + box.lower().get(1));
                            xml.element(
                                    "ows:UpperCorner",
                                    box.upper().get(0) + " " + box.upper().get(1));
                        }));
            }
            xml.element("wcs:Output", () -> xml.attribute("format", "image/tiff"));
        });
    }
}
