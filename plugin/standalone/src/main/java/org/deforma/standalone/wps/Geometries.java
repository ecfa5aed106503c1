package org.deforma.standalone.wps;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Locale;
import org.geotools.api.data.Parameter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Geometries as well-known text, GeoJSON or GML 3.1.1. Coordinates are taken as they are written, x or east first;
 * names of CRSs in them are not looked at, since tools take geometries in the CRS of their raster.
 */
final class Geometries {
    static final String WKT = "application/wkt";
    static final String JSON = "application/json";
    static final String GML = "text/xml; subtype=gml/3.1.1";

    private Geometries() {}

    /**
     * Reads.
     *
     * @param xml whether the text is an XML element
     * @throws WpsException when it is no geometry of the input's type
     */
    static Geometry read(Parameter<?> input, String text, boolean xml) throws IOException {
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        try {
            Geometry geometry;
            String word = text.strip();
            if (xml || word.startsWith("<")) {
                geometry = GmlReader.read(XmlReader.of(word));
            } else if (word.startsWith("{")) {
                geometry = GeoJson.read(JsonParser.parseString(word).getAsJsonObject());
            } else {
                geometry = new WKTReader().read(word);
            }
            if (input.type.isInstance(geometry)) {
                return geometry;
            }
            throw new IllegalArgumentException("a "
                    + input.type.getSimpleName().toLowerCase(Locale.ROOT)
                    + " is needed, not a " + geometry.getGeometryType());
        } catch (ParseException
                | JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | WpsException
                | StackOverflowError e) {
            String reason = e instanceof StackOverflowError ? "it nests too deeply" : e.getMessage();
            throw WpsException.invalid(
                    input.key,
                    input.key
                            + " must be a geometry as well-known text such as POINT(1 2), as GeoJSON or as GML 3.1.1 ("
                            + String.valueOf(reason).strip() + "), was '" + shown + "'");
        }
    }
}
