package org.deforma.itest.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.deforma.itest.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what every answer says to browsers; by bare sockets, since clients are too polite. */
class GuardTest {
    @TempDir
    static Path folder;

    private static ServerProcess local;
    private static ServerProcess open;

    @BeforeAll
    static void start() throws Exception {
        local = ServerProcess.start(folder.resolve("local"), "--max-upload", "1");
        open = ServerProcess.start(folder.resolve("open"), "--address", "0.0.0.0", "--url", "http://127.0.0.1");
    }

    @AfterAll
    static void stop() {
        local.close();
        open.close();
    }

    private static String ask(ServerProcess server, String request, String... headers) throws IOException {
        int port = server == local ? local.address().getPort() : listeningPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            boolean named = List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"));
            String text = request + " HTTP/1.1\r\n" + (named ? "" : "Host: 127.0.0.1:" + port + "\r\n")
                    + String.join(
                            "",
                            List.of(headers).stream().map(each -> each + "\r\n").toList())
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The port is not in the address that an administrator gave for a proxy. */
    private static int listeningPort() throws IOException {
        return Integer.parseInt(open.log().replaceAll("(?s).*listening on \\S+ port (\\d+).*", "$1"));
    }

    private static String token() throws IOException {
        return Files.readString(folder.resolve("open").resolve("token")).strip();
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    @Test
    void everyAnswerForbidsForeignContent() throws Exception {
        for (String path : List.of("/", "/health", "/wps?service=WPS&request=GetCapabilities", "/nothing")) {
            String answer = ask(local, "GET " + path);
            assertTrue(answer.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"), answer);
            assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
            assertFalse(answer.contains("\r\nServer:"), answer);
            assertFalse(answer.contains("Access-Control-Allow"), answer);
        }
    }

    @Test
    void onlyThisMachinesNamesAreAnsweredTo() throws Exception {
        assertEquals("200", status(ask(local, "GET /health", "Host: localhost:8080")));
        assertEquals("200", status(ask(local, "GET /health", "Host: [::1]:8080")));
        String refused = ask(local, "GET /health", "Host: attacker.example");
        assertEquals("403", status(refused));
        assertTrue(refused.contains("does not answer to the name 'attacker.example'"), refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://attacker.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pagesOfOtherSitesAreRefused(String header) throws Exception {
        String path = "/wps?service=WPS&version=1.0.0&request=Execute&identifier=deforma:RemoveLayer";
        assertEquals("403", status(ask(local, "GET " + path, header)));
        assertEquals("403", status(ask(local, "POST /wps", header, "Content-Length: 0")));
    }

    @Test
    void ourOwnPageAndLinksToItAreNot() throws Exception {
        String own = "Origin: http://127.0.0.1:" + local.address().getPort();
        assertEquals("200", status(ask(local, "GET /health", own, "Sec-Fetch-Site: same-origin")));
        assertEquals("200", status(ask(local, "GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")));
        assertEquals("403", status(ask(local, "GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")));
    }

    @Test
    void methodsAndSizesAreLimited() throws Exception {
        String put = ask(local, "PUT /wps", "Content-Length: 0");
        assertEquals("405", status(put));
        assertTrue(put.contains("Allow: GET, HEAD, POST"), put);
        String large = ask(local, "POST /wps", "Content-Length: 1000001");
        assertEquals("413", status(large));
        assertTrue(large.contains("larger than 1 MB") && large.contains("--max-upload"), large);
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffToo() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), local.address().getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            String head = String.join(
                    "\r\n",
                    "POST /wps HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: text/xml",
                    "Transfer-Encoding: chunked",
                    "Connection: close",
                    "",
                    "");
            out.write(head.getBytes(StandardCharsets.UTF_8));
            byte[] chunk = new byte[100_000];
            java.util.Arrays.fill(chunk, (byte) ' ');
            try {
                for (int i = 0; i < 20; i++) {
                    out.write("186a0\r\n".getBytes(StandardCharsets.UTF_8));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.UTF_8));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The server has hung up already.
                return;
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("413", status(answer), answer);
        }
    }

    @Test
    void withAnotherAddressNothingGoesWithoutTheToken() throws Exception {
        for (String path : List.of("/", "/index.html", "/wps", "/wms", "/ows", "/nothing")) {
            String answer = ask(open, "GET " + path);
            assertEquals("401", status(answer), path);
            assertTrue(answer.contains("WWW-Authenticate: Basic"), answer);
        }
        assertEquals("401", status(ask(open, "GET /", "Authorization: Bearer wrong")));
        assertEquals("401", status(ask(open, "GET /", "Cookie: deforma=" + token())));
        assertEquals("401", status(ask(open, "GET /?token=wrong")));
        assertEquals("401", status(ask(open, "GET /", "Authorization: Basic !!!")));
        assertEquals("200", status(ask(open, "GET /health")));
    }

    @Test
    void theTokenOpensAsBearerPasswordOrCookie() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("qgis:" + token()).getBytes(StandardCharsets.UTF_8));
        assertEquals("200", status(ask(open, "GET /", "Authorization: Bearer " + token())));
        assertEquals("200", status(ask(open, "GET /", "Authorization: Basic " + basic)));
        String welcome = ask(open, "GET /?token=" + token());
        assertEquals("303", status(welcome));
        String cookie = welcome.replaceAll("(?s).*Set-Cookie: (deforma=[0-9a-f]+); Path=/; HttpOnly;.*", "$1");
        assertEquals("200", status(ask(open, "GET /", "Cookie: a=b; " + cookie)));
        assertFalse(welcome.split("\r\n\r\n", 2)[0].contains(token()), "the token is not handed out again");
    }

    @Test
    void theTokenIsItsOwnersOnly() throws Exception {
        Path file = folder.resolve("open").resolve("token");
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(open.address().getQuery().endsWith(token()), "whoever starts the server is told the address");
        assertEquals(URI.create("http://127.0.0.1/?token=" + token()), open.address());
    }
}
