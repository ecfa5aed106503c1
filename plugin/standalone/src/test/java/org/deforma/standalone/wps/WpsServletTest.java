package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.layer;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deforma.host.files.RasterFiles;
import org.deforma.standalone.jobs.JobLimits;
import org.deforma.standalone.jobs.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the servlet makes of requests and answers; a container is stood in for. */
class WpsServletTest {
    @TempDir
    Path folder;

    private final Map<String, Object> sent = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private HttpServletRequest request(String method, String query, String type, InputStream in, String host) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, called, arguments) -> {
                    return switch (called.getName()) {
                        case "getMethod" -> method;
                        case "getQueryString" -> query;
                        case "getContentType" -> type;
                        case "getScheme" -> "http";
                        case "getContextPath" -> "";
                        case "getServerName" -> "127.0.0.1";
                        case "getServerPort" -> 8080;
                        case "getHeader" -> arguments[0].equals("Host") ? host : null;
                        case "getInputStream" -> new In(in);
                        default -> throw new UnsupportedOperationException(called.getName());
                    };
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus", "sendError" -> sent.put("status", arguments[0]);
                        case "setContentType" -> sent.put("Content-Type", arguments[0]);
                        case "setContentLengthLong" -> sent.put("Content-Length", arguments[0]);
                        case "setHeader" -> sent.put((String) arguments[0], arguments[1]);
                        case "getOutputStream" -> {
                            return new Out(body);
                        }
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    private static final class In extends ServletInputStream {
        private final InputStream in;

        In(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream out;

        Out(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) {
            out.write(value);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private String serve(Optional<URI> url, String method, String query, String document, String host)
            throws IOException {
        sent.clear();
        body.reset();
        try (TestServer server = new TestServer(folder);
                Jobs jobs = new Jobs(folder.resolve("others"), new JobLimits(1, 1, 60))) {
            WpsServlet servlet = new WpsServlet(
                    server.tools,
                    jobs,
                    new Sources(server::find, new RasterFiles(Optional::empty)),
                    new WpsSettings(folder.resolve("tmp"), 1, url));
            InputStream in = new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
            servlet.service(request(method, query, "text/xml", in, host), response());
            assertEquals(List.of(), server.leftovers());
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void addressesAreThoseByWhichTheServerIsReached() throws IOException {
        String query = "service=WPS&request=GetCapabilities";
        Optional<URI> none = Optional.empty();
        assertTrue(serve(none, "GET", query, "", "maps:81").contains("\"http://maps:81/wps?\""));
        assertTrue(serve(none, "GET", query, "", null).contains("\"http://127.0.0.1:8080/wps?\""));
        Optional<URI> proxy = Optional.of(URI.create("https://example.org/deforma/"));
        assertTrue(serve(proxy, "GET", query, "", "maps:81").contains("\"https://example.org/deforma/wps?\""));
        assertEquals("text/xml;charset=UTF-8", sent.get("Content-Type"));
        assertEquals("no-store", sent.get("Cache-Control"));
        assertEquals(200, sent.get("status"));
    }

    @Test
    void aRasterIsAFile() throws IOException {
        serve(Optional.empty(), "POST", null, execute("deforma:Echo", layer("raster", ""), raw("raster")), "a");
        assertEquals("attachment; filename=\"Echo-raster.tif\"", sent.get("Content-Disposition"));
        assertEquals("image/tiff", sent.get("Content-Type"));
        assertEquals((long) body.size(), sent.get("Content-Length"));
    }

    @Test
    void aHeadHasNoBody() throws IOException {
        assertEquals("", serve(Optional.empty(), "HEAD", "service=WPS&request=GetCapabilities", "", "a"));
        assertEquals(200, sent.get("status"));
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        serve(Optional.empty(), "PUT", "service=WPS&request=GetCapabilities", "", "a");
        assertEquals(405, sent.get("status"));
        assertEquals("GET, HEAD, POST", sent.get("Allow"));
    }

    @Test
    void parametersOfAnAddressAreReadInAPostToo() throws IOException {
        String told = serve(Optional.empty(), "POST", "request=Dismiss&executionId=x", "", "a");
        assertTrue(told.contains("there is no job 'x'"), told);
    }
}
