package org.deforma.styles;

import java.io.InputStream;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The official schema of SLD 1.0.0, from the class path and from nowhere else. */
final class SldSchema {
    private static final String SLD = "/ogc/sld/1.0.0/StyledLayerDescriptor.xsd";
    /** The schema of links is not among those of OGC; of it only one group of attributes is used. */
    private static final String XLINK =
            """
            <schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
              <attribute name="type" type="string"/>
              <attribute name="href" type="anyURI"/>
              <attributeGroup name="simpleAttrs">
                <attribute name="href" type="anyURI"/>
              </attributeGroup>
            </schema>
            """;

    private final Schema schema;

    SldSchema() throws Exception {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        DOMImplementationLS inputs =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = inputs.createLSInput();
            input.setSystemId(systemId);
            input.setBaseURI(base);
            if (systemId.endsWith("/xlink.xsd")) {
                input.setStringData(XLINK);
            } else if (systemId.startsWith("http://schemas.opengis.net/")) {
                input.setByteStream(resource(systemId.replace("http://schemas.opengis.net/", "/ogc/")));
            } else {
                String folder =
                        base.replace("http://schemas.opengis.net/", "/ogc/").replaceAll("[^/]*$", "");
                input.setByteStream(resource(folder + systemId));
            }
            return input;
        });
        schema = factory.newSchema(new StreamSource(resource(SLD), "http://schemas.opengis.net/sld/1.0.0/s.xsd"));
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(SldSchema.class.getResourceAsStream(path), path);
    }

    /**
     * Validates. What GeoServer adds to the language is left out before, as the schema does not know it: {@code
     * Transformation}, and the kind of a map of colours.
     *
     * @throws SAXException when it is not valid
     */
    void validate(String sld) throws Exception {
        String plain = sld.replaceAll("(?s)<Transformation>.*</Transformation>", "")
                .replace("<ColorMap type=\"values\">", "<ColorMap>");
        var validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.validate(new StreamSource(new StringReader(plain)));
    }
}
