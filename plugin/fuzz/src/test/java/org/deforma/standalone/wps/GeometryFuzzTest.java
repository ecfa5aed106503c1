package org.deforma.standalone.wps;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.deforma.fuzz.Refusal;
import org.geotools.api.data.Parameter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** A geometry as well-known text, GeoJSON or GML; what is taken can be written, and read again. */
class GeometryFuzzTest {
    private static final Parameter<Geometry> INPUT = new Parameter<>("area", Geometry.class);

    @FuzzTest
    void read(byte[] content) throws Exception {
        String text = new String(content, StandardCharsets.UTF_8);
        try {
            Geometry read = Geometries.read(INPUT, text, false);
            read.getEnvelopeInternal();
            read.isValid();
            new WKTReader().read(read.toText());
        } catch (WpsException e) {
            Refusal.check("area", e.getMessage(), e);
        } catch (ParseException e) {
            throw new AssertionError("cannot be read again", e);
        }
    }
}
