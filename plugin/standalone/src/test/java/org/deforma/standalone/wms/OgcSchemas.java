package org.deforma.standalone.wms;

import java.io.InputStream;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The official schemas, from the class path and from nowhere else. */
final class OgcSchemas {
    private static final String HOME = "http://schemas.opengis.net/";
    /** The schema of links is not among those of OGC; what is used of it. */
    private static final String XLINK =
            """
            <schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink"
                xmlns:xlink="http://www.w3.org/1999/xlink">
              <attribute name="type" type="string"/>
              <attribute name="href" type="anyURI"/>
              <attributeGroup name="simpleAttrs">
                <attribute ref="xlink:type" fixed="simple"/>
                <attribute ref="xlink:href"/>
              </attributeGroup>
            </schema>
            """;

    private OgcSchemas() {}

    private static InputStream resource(String url) {
        String path = url.replace(HOME, "/ogc/");
        return Objects.requireNonNull(OgcSchemas.class.getResourceAsStream(path), path);
    }

    /** @param paths of schemas below {@code http://schemas.opengis.net/} */
    static void validate(String document, String... paths) throws Exception {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        DOMImplementationLS inputs =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = inputs.createLSInput();
            String url = systemId.contains("://")
                    ? systemId
                    : java.net.URI.create(base).resolve(systemId).toString();
            input.setSystemId(url);
            if (url.endsWith("/xlink.xsd")) {
                input.setStringData(XLINK);
            } else {
                input.setByteStream(resource(url));
            }
            return input;
        });
        StreamSource[] sources = new StreamSource[paths.length];
        for (int i = 0; i < paths.length; i++) {
            sources[i] = new StreamSource(resource(HOME + paths[i]), HOME + paths[i]);
        }
        Schema schema = factory.newSchema(sources);
        schema.newValidator().validate(new StreamSource(new StringReader(document)));
    }

    /** Validates by the document type that the document names. */
    static Document validateByType(String document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setValidating(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(resource(systemId)));
        builder.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) throws SAXException {
                throw e;
            }

            @Override
            public void error(SAXParseException e) throws SAXException {
                throw e;
            }

            @Override
            public void fatalError(SAXParseException e) throws SAXException {
                throw e;
            }
        });
        return builder.parse(new InputSource(new StringReader(document)));
    }
}
