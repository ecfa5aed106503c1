package org.deforma.verify.server;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A WPS 1.0.0 Execute request, put together piece by piece: inputs first, then what to answer with. Not thread-safe.
 */
public final class Execute {
    private static final String TIFF = "image/tiff";

    private final String process;
    private final List<String> inputs = new ArrayList<>();
    private String response = "";

    private Execute(String process) {
        this.process = process;
    }

    /** A request to run a process, such as {@code deforma:Models}. */
    public static Execute of(String process) {
        return new Execute(process);
    }

    /** A number or a word. */
    public Execute with(String input, Object value) {
        return input(
                input, "<wps:Data><wps:LiteralData>" + escape(String.valueOf(value)) + "</wps:LiteralData></wps:Data>");
    }

    /** Text of a media type, such as a geometry as {@code application/wkt}. */
    public Execute withText(String input, String type, String text) {
        return input(
                input,
                "<wps:Data><wps:ComplexData mimeType=\"" + type + "\">" + escape(text)
                        + "</wps:ComplexData></wps:Data>");
    }

    /** A GeoTIFF, sent along. */
    public Execute upload(String input, byte[] tiff) {
        return input(
                input,
                "<wps:Data><wps:ComplexData mimeType=\"" + TIFF + "\" encoding=\"base64\">"
                        + Base64.getEncoder().encodeToString(tiff) + "</wps:ComplexData></wps:Data>");
    }

    /**
     * A raster of the server's catalogue, by an internal request to its WCS.
     *
     * @param layer {@code workspace:name}
     * @param box part of it, in its own CRS
     */
    public Execute layer(String input, String layer, Box box) {
        String body = String.format(
                Locale.ROOT,
                "<wcs:GetCoverage service=\"WCS\" version=\"1.1.1\"><ows:Identifier>%s</ows:Identifier>"
                        + "<wcs:DomainSubset><ows:BoundingBox crs=\"http://www.opengis.net/gml/srs/epsg.xml#%d\">"
                        + "<ows:LowerCorner>%s %s</ows:LowerCorner><ows:UpperCorner>%s %s</ows:UpperCorner>"
                        + "</ows:BoundingBox></wcs:DomainSubset><wcs:Output format=\"%s\"/></wcs:GetCoverage>",
                escape(layer),
                box.epsg(),
                box.west(),
                box.south(),
                box.east(),
                box.north(),
                TIFF);
        return reference(input, TIFF, "http://geoserver/wcs", body);
    }

    /** The raw output of another process, run by the server on the way. */
    public Execute result(String input, Execute of) {
        return reference(input, TIFF, "http://geoserver/wps", of.element());
    }

    private Execute reference(String input, String type, String address, String body) {
        return input(
                input,
                "<wps:Reference mimeType=\"" + type + "\" xlink:href=\"" + address + "\" method=\"POST\"><wps:Body>"
                        + body + "</wps:Body></wps:Reference>");
    }

    private Execute input(String name, String content) {
        inputs.add("<wps:Input><ows:Identifier>" + escape(name) + "</ows:Identifier>" + content + "</wps:Input>");
        return this;
    }

    /** Answer with one output as it is. */
    public Execute raw(String output, String type) {
        response = "<wps:RawDataOutput mimeType=\"" + type + "\"><ows:Identifier>" + output
                + "</ows:Identifier></wps:RawDataOutput>";
        return this;
    }

    /** Answer with the main raster, as GeoTIFF. */
    public Execute rawTiff() {
        return raw("result", TIFF);
    }

    /** Answer with a document that holds these outputs. */
    public Execute document(String... outputs) {
        StringBuilder document = new StringBuilder("<wps:ResponseDocument>");
        for (String output : outputs) {
            document.append("<wps:Output><ows:Identifier>").append(output).append("</ows:Identifier></wps:Output>");
        }
        response = document.append("</wps:ResponseDocument>").toString();
        return this;
    }

    /** Answer at once with an address to ask how it goes; the output is an address too, of a GeoTIFF. */
    public Execute later(String output) {
        response = "<wps:ResponseDocument storeExecuteResponse=\"true\" status=\"true\">"
                + "<wps:Output asReference=\"true\" mimeType=\"" + TIFF + "\"><ows:Identifier>" + output
                + "</ows:Identifier></wps:Output></wps:ResponseDocument>";
        return this;
    }

    private String element() {
        return "<wps:Execute version=\"1.0.0\" service=\"WPS\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\""
                + " xmlns:ows=\"http://www.opengis.net/ows/1.1\" xmlns:wcs=\"http://www.opengis.net/wcs/1.1.1\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><ows:Identifier>" + process
                + "</ows:Identifier><wps:DataInputs>" + String.join("", inputs) + "</wps:DataInputs><wps:ResponseForm>"
                + response + "</wps:ResponseForm></wps:Execute>";
    }

    /** The whole document. */
    public String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + element();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
