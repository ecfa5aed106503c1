package org.deforma.verify.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Optional;
import org.deforma.verify.table.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTiffTest {
    /**
     * Made by GDAL 3.6.2: the driver GTiff with TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16 COMPRESS=DEFLATE
     * PREDICTOR=3 of a Float32 raster of 20 x 18 px in EPSG:32611 with the values row * 20 + column + 0.25, NaN at
     * column 3 of row 2, and nodata nan.
     */
    private static final String BY_GDAL =
            "SUkqAAgAAAASAAABAwABAAAAFAAAAAEBAwABAAAAEgAAAAIBAwABAAAAIAAAAAMBAwABAAAACAAAAAYBAwABAAAAAQ"
                    + "AAABUBAwABAAAAAQAAABwBAwABAAAAAQAAAD0BAwABAAAAAwAAAEIBAwABAAAAEAAAAEMBAwABAAAAEAAAAEQBBAAE"
                    + "AAAA7gAAAEUBAwAEAAAA5gAAAFMBAwABAAAAAwAAAA6DDAADAAAA/gAAAIKEDAAGAAAAFgEAAK+HAwAgAAAARgEAAL"
                    + "GHAgAeAAAAhgEAAIGkAgAEAAAAbmFuAAAAAAC6AJsAJwAwAKQBAABeAgAA+QIAACADAAAAAAAAAAAkQAAAAAAAACRA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAANsaQQAAAABgNk5BAAAAAAAAAAABAAEAAAAHAAAEAA"
                    + "ABAAEAAQQAAAEAAQACBLGHFgAAAAEIsYcHABYABggAAAEAjiMADAAAAQBjfwQMAAABACkjV0dTIDg0IC8gVVRNIHpv"
                    + "bmUgMTFOfFdHUyA4NHwAeJyzY2RkAAEIycBgr1DgYKGgoCAjAAE9DPiBIxIbZEYCBwKws7CwfCag34mBwfYwEv8+C8"
                    + "v0QhYEWExYPwrQZ2FhYWZCgCwGBoYGJPkGAvrjmFDBITR5Qvrb0PTPIlI/LPzXwjQyQkAlVPwAGg0Dzmj8k4yoQBVN"
                    + "npD+u2j6BUnU/xFN/18S9bOi6X9Jon5JNP1XSdSvi6b/IIn67RkYUeD0BlSQQEC/J5r+XhL1B6PpbyagHwCNyzoBeJ"
                    + "ylyy8SgVEYhfHzvHPDrWTBEmTJv0WICApVdkfUDEHSLELAtwGLMIoN6IoZN3533jNzwhN+fUl3/beJMc5VfwNJt6wb"
                    + "IYSXw09DCHuHP5rZLOv0e11fmVnX4d9m1izwQ0nXrCPwybonqSrwLeDp8B3g4fAj4OLwY+Ds8Etg5/BJaJ11O6U0Kf"
                    + "BboZXDH4QWDn8Smhb4L6u7MQF4nHNmQAWxDIwosLIBFSSgqXdG46ej6c8noH8UjIJRMHAAACFdEgF4nHNmYGDYy4AA"
                    + "KxgYGcKR+AoNDQ0JDLiBM5r+TQyMDL4k6B8Fo2AUDBwAAFRGCAE=";

    private static GeoTiff ramp(String type, Optional<String> nodata, int bands) {
        float[][] values = new float[bands][20 * 18];
        for (int band = 0; band < bands; band++) {
            for (int i = 0; i < values[band].length; i++) {
                values[band][i] = 1000 * band + i;
            }
        }
        return new GeoTiff(20, 18, values, type, nodata, 440_000, 3_960_000, 10, 32611);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UInt16", "Float32"})
    void readsWhatItWrites(String type) {
        GeoTiff written = ramp(type, Optional.of("0"), 2);
        GeoTiff read = GeoTiff.parse(written.bytes());
        assertEquals(20, read.width());
        assertEquals(18, read.height());
        assertEquals(type, read.type());
        assertEquals(Optional.of("0"), read.nodata());
        assertEquals(written.box(), read.box());
        assertArrayEquals(written.bands()[0], read.bands()[0]);
        assertArrayEquals(written.bands()[1], read.bands()[1]);
    }

    @Test
    void readsWhatGdalWrites() {
        GeoTiff read = GeoTiff.parse(Base64.getDecoder().decode(BY_GDAL));
        assertEquals("Float32", read.type());
        assertEquals(Optional.of("nan"), read.nodata());
        assertEquals(32611, read.epsg());
        assertEquals(ramp("Float32", Optional.empty(), 1).box(), read.box());
        for (int i = 0; i < 20 * 18; i++) {
            assertEquals(i == 43 ? Float.NaN : i + 0.25f, read.bands()[0][i], "pixel " + i);
        }
        assertEquals(359, read.valid(0));
        assertEquals(21.25f, read.at(0, 440_015, 3_959_985));
        assertEquals(Float.NaN, read.at(0, 439_999, 3_959_985));
    }

    @Test
    void saysThatAFileIsNoTiff() {
        assertThrows(
                Failed.class, () -> GeoTiff.parse("this is no TIFF".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThrows(Failed.class, () -> GeoTiff.parse(new byte[4]));
    }
}
