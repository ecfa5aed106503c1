package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;

/** What HTTP adds to the answers. */
class WmsServletTest {
    private static final String MAP =
            "Service=WMS&VERSION=1.3.0&Request=GetMap&Layers=one&CRS=EPSG:32633&bbox=500000,3999980,500040,4000000&width=4&height=2";

    private final Map<String, Object> sent = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @SuppressWarnings("JdkObsolete") // The servlet API wants a StringBuffer.
    private void ask(String method, String query, String known, Optional<String> url)
            throws ServletException, IOException {
        Layer layer = Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.GREY),
                new ArrayPixels(4, 2, new float[8]),
                "v");
        Map<String, String[]> words = new HashMap<>();
        Fixture.words(query).forEach((name, value) -> words.put(name, new String[] {value, "second"}));
        HttpServletRequest request = fake(
                HttpServletRequest.class,
                Map.of(
                        "getMethod",
                        method,
                        "getProtocol",
                        "HTTP/1.1",
                        "getRequestURI",
                        "/wms",
                        "getRequestURL",
                        new StringBuffer("http://localhost:8080/wms"),
                        "getParameterMap",
                        words,
                        "getHeader",
                        known));
        HttpServletResponse response = fake(HttpServletResponse.class, Map.of("getOutputStream", new Bytes()));
        new WmsServlet(() -> List.of(layer), new FakeMagnitude(), WmsLimits.USUAL, url).service(request, response);
    }

    private final class Bytes extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }

    /** Answers getters from a map, and keeps what is set. */
    private <T> T fake(Class<T> type, Map<String, Object> getters) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setHeader")) {
                        sent.put((String) arguments[0], arguments[1]);
                    } else if (method.getName().startsWith("set")) {
                        sent.put(method.getName(), arguments[0]);
                    } else if (method.getName().equals("getHeader") && !arguments[0].equals("If-None-Match")) {
                        return null;
                    }
                    return getters.get(method.getName());
                }));
    }

    @Test
    void aMapMayBeKeptButIsAskedForAgain() throws Exception {
        ask("GET", MAP, "", Optional.empty());

        assertEquals(200, sent.get("setStatus"));
        assertEquals("image/png", sent.get("setContentType"));
        assertEquals(body.size(), sent.get("setContentLength"));
        assertEquals("no-cache", sent.get("Cache-Control"));
        String tag = (String) sent.get("ETag");

        sent.clear();
        body.reset();
        ask("GET", MAP, tag, Optional.empty());
        assertEquals(304, sent.get("setStatus"));
        assertEquals(tag, sent.get("ETag"));
        assertEquals(0, body.size());
    }

    @Test
    void formsAreAnsweredToo() throws Exception {
        ask("POST", MAP, "", Optional.empty());

        assertEquals("image/png", sent.get("setContentType"));
    }

    @Test
    void errorsAreNotKept() throws Exception {
        ask("GET", MAP.replace("one", "two"), "", Optional.empty());

        assertEquals(200, sent.get("setStatus"));
        assertEquals("no-store", sent.get("Cache-Control"));
        assertTrue(!sent.containsKey("ETag"));
    }

    @Test
    void addressesAreThoseOfTheRequestOrOfTheAdministrator() throws Exception {
        ask("GET", "request=GetCapabilities", "", Optional.empty());
        assertTrue(body.toString(StandardCharsets.UTF_8).contains("\"http://localhost:8080/wms?\""));

        body.reset();
        ask("GET", "request=GetCapabilities", "", Optional.of("https://maps.example.org/deforma/"));
        assertTrue(body.toString(StandardCharsets.UTF_8).contains("\"https://maps.example.org/deforma/wms?\""));
    }
}
