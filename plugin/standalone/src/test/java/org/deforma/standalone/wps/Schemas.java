package org.deforma.standalone.wps;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schemas of WPS 1.0.0 and what they need, from the class path; nothing is fetched. */
final class Schemas {
    /** The W3C's, which OGC's archive leaves out: what of them WPS and OWS use. */
    private static final String XLINK = "<schema xmlns='http://www.w3.org/2001/XMLSchema'"
            + " targetNamespace='http://www.w3.org/1999/xlink' xmlns:xlink='http://www.w3.org/1999/xlink'>"
            + "<attribute name='href' type='anyURI'/><attribute name='role' type='anyURI'/>"
            + "<attribute name='arcrole' type='anyURI'/><attribute name='title' type='string'/>"
            + "<attribute name='show' type='string'/><attribute name='actuate' type='string'/>"
            + "<attribute name='type' type='string'/>"
            + "<attributeGroup name='simpleAttrs'><attribute ref='xlink:type' fixed='simple'/>"
            + "<attribute ref='xlink:href'/><attribute ref='xlink:role'/><attribute ref='xlink:arcrole'/>"
            + "<attribute ref='xlink:title'/><attribute ref='xlink:show'/><attribute ref='xlink:actuate'/>"
            + "</attributeGroup></schema>";

    private static final String XML = "<schema xmlns='http://www.w3.org/2001/XMLSchema'"
            + " targetNamespace='http://www.w3.org/XML/1998/namespace'>"
            + "<attribute name='lang' type='language'/></schema>";

    private static final String ROOT = "http://schemas.opengis.net/";

    private Schemas() {}

    private static final class Holder {
        static final Schema WPS = load();
    }

    /** All elements of WPS 1.0.0 and OWS 1.1. */
    static Schema wps() {
        return Holder.WPS;
    }

    private static Schema load() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                String address = base == null
                        ? systemId
                        : URI.create(base).resolve(systemId).toString();
                return new Source(address, open(address));
            });
            String all = ROOT + "wps/1.0.0/wpsAll.xsd";
            return factory.newSchema(new StreamSource(open(all), all));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String address) {
        if (address.equals("http://www.w3.org/1999/xlink.xsd")) {
            return new ByteArrayInputStream(XLINK.getBytes(StandardCharsets.UTF_8));
        }
        if (address.equals("http://www.w3.org/2001/xml.xsd")) {
            return new ByteArrayInputStream(XML.getBytes(StandardCharsets.UTF_8));
        }
        InputStream in = Schemas.class.getResourceAsStream(address.replace(ROOT, "/ogc/"));
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + address);
        }
        return in;
    }

    /** A schema that is here. */
    private static final class Source implements LSInput {
        private final String address;
        private final InputStream in;

        Source(String address, InputStream in) {
            this.address = address;
            this.in = in;
        }

        @Override
        public Reader getCharacterStream() {
            return null;
        }

        @Override
        public void setCharacterStream(Reader reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream getByteStream() {
            return in;
        }

        @Override
        public void setByteStream(InputStream stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getStringData() {
            return null;
        }

        @Override
        public void setStringData(String data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getSystemId() {
            return address;
        }

        @Override
        public void setSystemId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getPublicId() {
            return null;
        }

        @Override
        public void setPublicId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getBaseURI() {
            return null;
        }

        @Override
        public void setBaseURI(String uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getEncoding() {
            return null;
        }

        @Override
        public void setEncoding(String encoding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCertifiedText(boolean certified) {
            throw new UnsupportedOperationException();
        }
    }

    /** Reader of nothing, for documents that are texts. */
    static StreamSource source(String document) {
        return new StreamSource(new StringReader(document));
    }
}
