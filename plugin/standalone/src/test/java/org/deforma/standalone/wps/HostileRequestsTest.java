package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.complex;
import static org.deforma.standalone.wps.TestServer.document;
import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.literal;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that want to harm the server. */
@Timeout(30)
class HostileRequestsTest {
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

    private static String withDoctype(String doctype, String value) {
        return execute("deforma:Echo", literal("literal", value), raw("literal"))
                .replace("?><wps:Execute", "?>" + doctype + "<wps:Execute");
    }

    private void assertRefused(String request) {
        Reply reply = server.post(request).valid();
        assertEquals("InvalidParameterValue", reply.one("/ows:ExceptionReport/ows:Exception/@exceptionCode"));
        assertFalse(reply.text().contains("top secret"), reply.text());
        assertTrue(reply.body().length < 2000);
    }

    @Test
    void externalEntitiesAreNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
        assertRefused(withDoctype("<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>", "&e;"));
        assertRefused(withDoctype("<!DOCTYPE a SYSTEM '" + secret.toUri() + "'>", "x"));
        Path entities = Files.writeString(folder.resolve("e.dtd"), "<!ENTITY e 'top secret'>");
        assertRefused(withDoctype("<!DOCTYPE a [<!ENTITY % p SYSTEM '" + entities.toUri() + "'> %p;]>", "&e;"));
        assertRefused(complexDoctype("<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"));
    }

    /** A document within the document. */
    private static String complexDoctype(String doctype) {
        return execute(
                "deforma:Echo",
                complex(
                        "geometry",
                        "text/xml; subtype=gml/3.1.1",
                        "<![CDATA[" + doctype + "<Point><pos>1 &e;</pos></Point>]]>"),
                raw("geometry"));
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/a.dtd";
            assertRefused(withDoctype("<!DOCTYPE a SYSTEM '" + url + "'>", "x"));
            assertRefused(withDoctype("<!DOCTYPE a [<!ENTITY % p SYSTEM '" + url + "'> %p;]>", "x"));
            String schema = execute("deforma:Echo", literal("literal", "x"), raw("literal"))
                    .replace(
                            "<wps:Execute ",
                            "<wps:Execute xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                                    + " xsi:schemaLocation='http://www.opengis.net/wps/1.0.0 " + url + "' ");
            assertEquals("x", server.post(schema).text());
            trap.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void entitiesDoNotMultiply() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l" + i + " '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertRefused(withDoctype(laughs + "]>", "&l29;"));
        assertRefused(withDoctype("<!DOCTYPE a [<!ENTITY q '" + "a".repeat(100_000) + "'>]>", "&q;".repeat(100_000)));
        assertRefused(withDoctype("", "&unknown;"));
    }

    @Test
    void fiveEntitiesOfXmlAreUnderstood() {
        Reply reply = server.post(withDoctype("", "&lt;&amp;&gt;&quot;&apos;&#233;"));
        assertEquals("<&>\"'\u00e9", reply.text());
    }

    @Test
    void deepAndWideDocumentsAreRefused() {
        assertRefused("<GetCapabilities>" + "<a>".repeat(100_000));
        assertRefused(execute("deforma:Echo", complex("geometry", "text/xml", "<a>".repeat(5000)), raw("geometry")));
        StringBuilder wide = new StringBuilder("<GetCapabilities");
        for (int i = 0; i < 5000; i++) {
            wide.append(" a").append(i).append("='1'");
        }
        assertRefused(wide + "/>");
        assertRefused("<" + "a".repeat(3_000_000) + "/>");
    }

    @Test
    void longTextsAreRefused() {
        String text = "a".repeat(11_000_000);
        assertRefused(execute("deforma:Echo", literal("literal", text), raw("literal")));
        assertRefused(execute("deforma:Echo", complex("geometry", "application/wkt", text), raw("geometry")));
        assertRefused(execute(text.substring(0, 2000), "", raw("a")));
    }

    @Test
    void aRasterGoesToItsFileWhileItIsRead() throws IOException {
        String request = execute("deforma:Echo", complex("raster", "image/tiff", "@"), document(""));
        int length = 20_000_000;
        List<Long> seen = new ArrayList<>();
        try (Endless body = new Endless(request, length, length / 2, () -> seen.add(largestUpload()))) {
            Reply reply = Reply.of(server.service.post(Kvp.of(null), "text/xml", body, TestServer.BASE))
                    .valid();
            assertTrue(reply.one("//wps:ProcessFailed//ows:ExceptionText").startsWith("raster: "));
        }
        // Three bytes of four characters, less what is in buffers.
        assertEquals(length / 2 / 4 * 3, seen.get(0), 500_000);
    }

    private long largestUpload() {
        try (Stream<Path> all = Files.walk(folder.resolve("tmp"))) {
            return all.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GetCapabilities><![CDATA[@]]></GetCapabilities>",
                "<GetCapabilities><!-- > --@--></GetCapabilities>",
                "<GetCapabilities><?x @?></GetCapabilities>",
                "<a b='>@'/>",
                "<a b=\">@\"/>",
                "<@/>",
                "<GetCapabilities></GetCapabilities @>",
                "<!-- @ --><a/>",
                "<!DOCTYPE a [<!ENTITY e '@'>]><a/>"
            })
    void whatTheParserWouldKeepInMemoryIsRefused(String request) throws IOException {
        try (Endless body = new Endless(request, 300_000_000, Long.MAX_VALUE, () -> {})) {
            Reply reply = Reply.of(server.service.post(Kvp.of(null), "text/xml", body, TestServer.BASE))
                    .valid();
            assertEquals("request", reply.one("/ows:ExceptionReport/ows:Exception/@locator"));
            assertTrue(body.at < 11_000_000, "read " + body.at + " bytes");
        }
    }

    @Test
    void markupOfUsualLengthIsRead() throws IOException {
        for (String markup : new String[] {
            "<!-- a > b --><!----><!-- --->",
            "<?x a > b?><??>",
            "<![CDATA[a > b ]] ]>]]]>",
            "<a b='>' c=\">'\"/>",
            "<a b='/*--><![CDATA['/>"
        }) {
            InputStream in = new MarkupLimit(new java.io.ByteArrayInputStream(
                    ("<r>" + markup + "</r>" + "x".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8)));
            assertEquals(2_000_007 + markup.length(), in.readAllBytes().length, markup);
        }
    }

    @Test
    void onlyEncodingsWithMarkupInAsciiAreRead() throws IOException {
        String request = execute("deforma:Echo", literal("literal", "\u00e9"), raw("literal"));
        for (String encoding : new String[] {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "odd"}) {
            String declared = request.replace("'UTF-8'", "'" + encoding + "'");
            byte[] bytes = encoding.equals("odd")
                    ? declared.getBytes(StandardCharsets.UTF_8)
                    : declared.getBytes(java.nio.charset.Charset.forName(encoding));
            Reply reply = server.post("text/xml", bytes).valid();
            assertEquals("request", reply.one("/ows:ExceptionReport/ows:Exception/@locator"), encoding);
        }
        byte[] latin = request.replace("'UTF-8'", "'ISO-8859-1'").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("\u00e9", server.post("text/xml", latin).text());
    }

    /** A document in which {@code @} stands for very many letters. */
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final byte[] tail;
        private final long length;
        private final long probeAt;
        private final Runnable probe;
        private long at;

        /**
         * Begins.
         *
         * @param probe run once, when so much has been read
         */
        Endless(String document, long length, long probeAt, Runnable probe) {
            String[] around = document.split("@", -1);
            this.head = around[0].getBytes(StandardCharsets.UTF_8);
            this.tail = around[1].getBytes(StandardCharsets.UTF_8);
            this.length = length;
            this.probeAt = probeAt;
            this.probe = probe;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            int done = 0;
            while (done < count && at < head.length + length + tail.length) {
                long inTail = at - head.length - length;
                bytes[offset + done] =
                        at < head.length ? head[(int) at] : inTail >= 0 ? tail[(int) inTail] : (byte) 'A';
                done++;
                at++;
                if (at == probeAt) {
                    probe.run();
                }
            }
            return done == 0 && count > 0 ? -1 : done;
        }
    }

    @Test
    void aBodyThatBreaksOffIsTheConnectionsError() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("too long");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThrows(IOException.class, () -> server.service.post(Kvp.of(null), "text/xml", broken, TestServer.BASE));
    }

    @Test
    void namesThatAreMarkupStayText() {
        Reply reply = server.get("service=WPS&request=%3Cscript%3E%00alert(1)%3C/script%3E")
                .valid();
        assertEquals("<script>\uFFFDalert(1)</script>", reply.one("//ows:Exception/@locator"));
        assertEquals("text/xml;charset=UTF-8", reply.contentType());
    }

    @Test
    void manyLongTextsAreOneLongText() {
        String text = "a".repeat(9_000_000);
        String inputs = literal("literal", text) + literal("literal", text) + literal("literal", text);
        Reply reply =
                server.post(execute("deforma:Echo", inputs, raw("literal"))).valid();
        assertEquals("DataInputs", reply.one("/ows:ExceptionReport/ows:Exception/@locator"));
    }

    @Test
    void escapesThatAreNoneAreRefused() {
        Reply reply = server.get("a%zz=1&service=WPS&request=Execute%zz").valid();
        assertEquals("InvalidParameterValue", reply.one("//ows:Exception/@exceptionCode"));
    }

    @Test
    void aDiskThatCannotBeWrittenIsAnError() throws IOException {
        Files.writeString(folder.resolve("tmp"), "in place of the folder");
        Reply upload = server.post(
                        execute("deforma:Echo", complex("raster", "image/tiff", server.base64()), raw("raster")))
                .valid();
        assertEquals("NotEnoughStorage", upload.one("/ows:ExceptionReport/ows:Exception/@exceptionCode"));
        Files.delete(folder.resolve("tmp"));
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            try (OutputStream out = Scratch.write(full)) {
                assertThrows(WpsException.class, () -> out.write(new byte[1_000_000]));
            }
        }
    }
}
