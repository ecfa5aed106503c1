package org.deforma.standalone.wms.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules as in GeoServer (SLDColorMapBuilder of GeoTools), by hand. */
class ColourMapTest {
    private static ColourMap map(ColourMap.Type type) {
        return new ColourMap(
                type,
                List.of(
                        new ColourMap.Entry(0, 0xff000000, ""),
                        new ColourMap.Entry(1, 0xff6496c8, ""),
                        new ColourMap.Entry(1, 0x80ffffff, ""),
                        new ColourMap.Entry(3, 0x00ff0000, "")));
    }

    @Test
    void rampIsLinearAndGoesOnBeyondItsEnds() {
        ColourMap ramp = map(ColourMap.Type.RAMP);

        assertEquals(0xff000000, ramp.argb(-5));
        assertEquals(0xff000000, ramp.argb(0));
        assertEquals(0xff324b64, ramp.argb(0.5f));
        assertEquals(0xff192632, ramp.argb(0.25f)); // 25, 37.5, 50
        assertEquals(0x80ffffff, ramp.argb(1), "the second of two entries with one quantity");
        assertEquals(0x40ff8080, ramp.argb(2), "opacity is linear too");
        assertEquals(0x00ff0000, ramp.argb(3));
        assertEquals(0x00ff0000, ramp.argb(99));
        assertEquals(0, ramp.argb(Float.NaN));
        assertEquals(0, ramp.argb(Float.POSITIVE_INFINITY));
    }

    @Test
    void intervalsHoldUpToTheirQuantity() {
        ColourMap intervals = map(ColourMap.Type.INTERVALS);

        assertEquals(0xff000000, intervals.argb(-1e9f));
        assertEquals(0xff000000, intervals.argb(Math.nextDown(0f)));
        assertEquals(0xff6496c8, intervals.argb(0));
        assertEquals(0x00ff0000, intervals.argb(1));
        assertEquals(0, intervals.argb(3), "from the last quantity on there is no colour");
    }

    @Test
    void valuesAreExact() {
        ColourMap values = map(ColourMap.Type.VALUES);

        assertEquals(0xff6496c8, values.argb(1), "the first of two");
        assertEquals(0, values.argb(0.5f));
        assertEquals(0, values.argb(1.0001f));
        assertEquals(0, values.argb(4));
    }

    @Test
    void whatCannotBeAMapIsRefused() {
        List<ColourMap.Entry> one = List.of(new ColourMap.Entry(1, -1, ""));
        List<ColourMap.Entry> falling = List.of(new ColourMap.Entry(1, -1, ""), new ColourMap.Entry(0, -1, ""));

        assertThrows(IllegalArgumentException.class, () -> new ColourMap(ColourMap.Type.RAMP, one));
        assertThrows(IllegalArgumentException.class, () -> new ColourMap(ColourMap.Type.VALUES, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ColourMap(ColourMap.Type.INTERVALS, falling));
    }
}
