package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.input;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deforma.standalone.wps.TestServer.Pixels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MultipartTest {
    private static final String REQUEST = execute(
            "deforma:Echo",
            input("raster", "<wps:Reference mimeType='image/tiff' xlink:href='cid:before%20image'/>"),
            raw("raster"));

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), server.leftovers());
        server.close();
    }

    private static byte[] body(Object... pieces) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            body.write(piece instanceof byte[] bytes ? bytes : ((String) piece).getBytes(StandardCharsets.UTF_8));
        }
        return body.toByteArray();
    }

    private void assertRaster(Reply reply) throws IOException {
        assertEquals("image/tiff", reply.contentType(), reply::text);
        assertEquals(TestServer.COLUMNS, Pixels.of(reply.body(), folder).width());
    }

    @Test
    void formData() throws IOException {
        byte[] tiff = Files.readAllBytes(server.layer);
        byte[] requestFirst = body(
                "--xyz\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n",
                REQUEST,
                "\r\n--xyz\r\nContent-Disposition: form-data; name=\"before image\"; filename=\"a.tif\"\r\n",
                "Content-Type: image/tiff\r\n\r\n",
                tiff,
                "\r\n--xyz--\r\n");
        assertRaster(server.post("multipart/form-data; boundary=xyz", requestFirst));
        byte[] requestLast = body(
                "a preamble\r\n--xyz  \r\nContent-Disposition: form-data; filename=\"a.tif\"; name=\"before image\""
                        + "\r\n\r\n",
                tiff,
                "\r\n--xyz\r\nContent-Disposition: form-data; name=request\r\n\r\n",
                REQUEST,
                "\r\n--xyz--");
        assertRaster(server.post("multipart/form-data; boundary=\"xyz\"", requestLast));
    }

    @Test
    void related() throws IOException {
        byte[] body = body(
                "--=_b?1\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n",
                REQUEST,
                "\r\n--=_b?1\r\nContent-Type: image/tiff\r\nContent-ID: <before image>\r\n",
                "Content-Transfer-Encoding: binary\r\n\r\n",
                Files.readAllBytes(server.layer),
                "\r\n--=_b?1--\r\nan epilogue");
        assertRaster(server.post("multipart/related; type=\"text/xml\"; boundary=\"=_b?1\"", body));
    }

    @Test
    void partsAreTakenByteByByte() throws IOException {
        Random random = new Random(7);
        byte[] delimiter = "\r\n--\r\n--a".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2000; round++) {
            byte[] content = new byte[random.nextInt(40)];
            for (int i = 0; i < content.length; i++) {
                // Pieces of the delimiter, over and over.
                content[i] = delimiter[random.nextInt(delimiter.length - 1)];
            }
            ByteArrayInputStream in = new ByteArrayInputStream(body(content, delimiter, "rest"));
            PartStream part = new PartStream(in, delimiter, 0);
            if (round % 2 == 0) {
                assertArrayEquals(content, part.readAllBytes());
            } else {
                for (byte expected : content) {
                    assertEquals(expected & 0xFF, part.read());
                }
                assertEquals(-1, part.read());
            }
            assertEquals("rest", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void assertRefused(String contentType, String body, String reason) {
        Reply reply =
                server.post(contentType, body.getBytes(StandardCharsets.UTF_8)).valid();
        assertEquals("request", reply.one("//ows:Exception/@locator"));
        assertTrue(reply.one("//ows:ExceptionText").contains(reason), reply.text());
    }

    @Test
    void brokenBodiesAreRefused() {
        String type = "multipart/form-data; boundary=b";
        assertRefused("multipart/form-data", "", "no boundary");
        assertRefused(type, "", "ends before its last boundary");
        assertRefused(type, "--b--\r\n", "no part with a request");
        assertRefused(type, "--b\r\nno header\r\n\r\n", "a header that is none");
        assertRefused(type, "--b\r\na: " + "x".repeat(10_000), "too long");
        assertRefused(type, "--b\r\n" + "a: b\r\n".repeat(1) + "Content-Transfer-Encoding: base64\r\n\r\n", "base64");
        assertRefused(type, "--b and more\r\n", "is followed by");
        String part = "\r\n--b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\nx";
        assertRefused(type, part.repeat(1100), "more than 1000 parts");
    }
}
