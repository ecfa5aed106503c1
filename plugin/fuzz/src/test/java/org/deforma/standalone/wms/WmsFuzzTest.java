package org.deforma.standalone.wms;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deforma.fuzz.LogWatch;
import org.deforma.fuzz.PlainXml;
import org.deforma.fuzz.SmallLayer;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wps.EchoFactory;

/** The words of a request to the WMS, as in an address without escapes. */
class WmsFuzzTest {
    private final LogWatch log = new LogWatch();
    private final WmsService service;

    /** Not with the first input, which has its time: the database of CRSs is unpacked. */
    WmsFuzzTest() {
        Layer layer = SmallLayer.of(Path.of("quake.tif"), Map.of("grey", SmallLayer.GREY));
        service = new WmsService(
                () -> List.of(layer), new EchoFactory(), new WmsLimits(300, 20_000, Duration.ofSeconds(5)));
    }

    @FuzzTest
    void answer(byte[] content) throws Exception {
        Map<String, String> words = new HashMap<>();
        for (String pair : new String(content, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            words.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
        }
        Answer answer = service.answer(words, "http://127.0.0.1:8080/wms", "");
        log.check();
        if (answer.type().contains("xml")) {
            PlainXml.check(answer.body());
        }
        if (answer.type().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new AssertionError("a type of other characters: " + answer.type());
        }
    }
}
