package org.deforma.standalone.wms.style;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.deforma.fuzz.Refusal;

/** A style in SLD 1.0 that a layer brings. */
class StyleFuzzTest {
    @FuzzTest
    void read(byte[] content) throws Exception {
        Refusal.takes("", () -> {
            RasterStyle style = StyleReader.read(new String(content, StandardCharsets.UTF_8));
            float[][] values = new float[style.bands().size()][];
            Arrays.fill(values, new float[] {-1, 0, 0.5f, 1e9f, Float.NaN});
            for (int i = 0; i < 5; i++) {
                style.argb(values, i);
            }
        });
    }
}
