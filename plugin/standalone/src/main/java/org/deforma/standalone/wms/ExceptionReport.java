package org.deforma.standalone.wms;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.draw.Paragraph;

/** What is answered to a request that fails: a document, or a picture for who asked for pictures. */
final class ExceptionReport {
    private ExceptionReport() {}

    static Answer of(WmsException exception, Parameters parameters, Version version, WmsLimits limits) {
        String wanted = parameters.optional("EXCEPTIONS").orElse("").toUpperCase(Locale.ROOT);
        boolean blank = wanted.endsWith("BLANK");
        if (blank || wanted.endsWith("INIMAGE")) {
            try {
                int width = parameters.integer("WIDTH", 1, limits.side());
                int height = parameters.integer("HEIGHT", 1, Math.min(limits.side(), limits.pixels() / width));
                boolean jpeg = parameters.optional("FORMAT").orElse("").equals(MapRequest.JPEG);
                boolean clear =
                        !jpeg && parameters.optional("TRANSPARENT").orElse("").equalsIgnoreCase("true");
                return Pictures.answer(picture(blank ? "" : exception.getMessage(), width, height, clear), !jpeg);
            } catch (WmsException e) {
                // A picture without a size cannot be made.
                return document(exception, version);
            }
        }
        return document(exception, version);
    }

    private static Answer document(WmsException exception, Version version) {
        Xml xml = new Xml();
        if (version == Version.V111) {
            xml.open("ServiceExceptionReport", "version", "1.1.1");
        } else {
            xml.open(
                    "ServiceExceptionReport",
                    "version",
                    "1.3.0",
                    "xmlns",
                    "http://www.opengis.net/ogc",
                    "xmlns:xsi",
                    "http://www.w3.org/2001/XMLSchema-instance",
                    "xsi:schemaLocation",
                    "http://www.opengis.net/ogc http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd");
        }
        if (exception.code() == Code.NoApplicableCode) {
            xml.text("ServiceException", exception.getMessage());
        } else {
            String code = exception.code().name();
            xml.text(
                    "ServiceException",
                    exception.getMessage(),
                    "code",
                    version == Version.V111 ? code.replace("InvalidCRS", "InvalidSRS") : code);
        }
        xml.close();
        return Answer.text(version == Version.V111 ? "application/vnd.ogc.se_xml" : "text/xml", xml.toString());
    }

    private static BufferedImage picture(String message, int width, int height, boolean clear) {
        BufferedImage image =
                new BufferedImage(width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            if (!clear) {
                g.setColor(Color.WHITE);
                g.fillRect(0, 0, width, height);
            }
            Paragraph.write(g, message, width);
        } finally {
            g.dispose();
        }
        return image;
    }
}
