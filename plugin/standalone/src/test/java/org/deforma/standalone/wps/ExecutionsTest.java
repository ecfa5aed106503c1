package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.document;
import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.input;
import static org.deforma.standalone.wps.TestServer.layer;
import static org.deforma.standalone.wps.TestServer.literal;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.deforma.standalone.jobs.Job;
import org.deforma.standalone.jobs.JobLimits;
import org.deforma.standalone.wps.TestServer.Pixels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ExecutionsTest {
    private static final String ASYNC = "storeExecuteResponse='true' status='true'";
    private static final String REQUEST = "service=WPS&version=1.0.0&request=";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
        assertEquals(List.of(), server.leftovers());
    }

    private static String id(Reply reply) {
        return reply.one("/wps:ExecuteResponse/@statusLocation").replaceFirst("^.*executionId=", "");
    }

    /** The answer at an address that an answer gave. */
    private Reply follow(String address) {
        URI uri = URI.create(address);
        assertTrue(address.startsWith(TestServer.BASE + "/ows?"), address);
        return server.get(uri.getRawQuery());
    }

    private Reply status(String id) {
        return server.get(REQUEST + "GetExecutionStatus&executionId=" + id).valid();
    }

    private Reply end(String id) {
        server.jobs.await(UUID.fromString(id));
        return status(id);
    }

    private Reply started(String process, String inputs) throws InterruptedException {
        String id = id(server.post(execute(process, inputs, document(ASYNC))).valid());
        Reply reply = status(id);
        while (!reply.all("//wps:ProcessAccepted").isEmpty()) {
            Thread.sleep(5);
            reply = status(id);
        }
        return reply;
    }

    @Test
    void aRasterIsFetchedWhenTheJobIsDone() throws IOException {
        Reply accepted = server.post(
                        execute("deforma:Echo", layer("raster", "") + literal("number", "3"), document(ASYNC)))
                .valid();
        assertEquals("Process accepted.", accepted.one("//wps:ProcessAccepted"));
        Reply done = end(id(accepted));
        assertEquals("Process succeeded.", done.one("//wps:ProcessSucceeded"));
        assertEquals("3.0", done.one("//wps:Output[ows:Identifier='number']//wps:LiteralData"));
        String href = done.one("//wps:Output[ows:Identifier='raster']/wps:Reference/@href");
        assertTrue(href.contains("request=GetExecutionResult&executionId=" + id(accepted)), href);
        assertTrue(href.endsWith("&outputId=raster.tif&mimetype=image%2Ftiff"), href);
        Reply raster = follow(href);
        assertEquals("image/tiff", raster.contentType());
        assertEquals(TestServer.COLUMNS, Pixels.of(raster.body(), folder).width());
        assertEquals("3.0", follow(href.replace("raster.tif", "number")).text());
        assertEquals(done.text(), follow(done.one("//@statusLocation")).text());
    }

    @Test
    void theJobIsThereAfterARestart() throws IOException {
        String id = id(server.post(
                execute("deforma:Echo", layer("raster", ""), document(ASYNC + " lineage='true'", "raster!"))));
        Reply before = end(id);
        server.close();
        server = new TestServer(folder);
        Reply after = status(id);
        assertEquals(before.text(), after.text());
        assertEquals("deforma:quake", after.one("//wps:DataInputs//ows:Identifier[.='deforma:quake']"));
        assertEquals("true", after.one("//wps:OutputDefinitions/wps:Output/@asReference"));
        assertEquals(
                TestServer.ROWS,
                Pixels.of(follow(after.one("//wps:Reference[@href]/@href")).body(), folder)
                        .height());
    }

    @Test
    void whatIsWantedInlineIsInlineAlsoWhenStored() {
        Reply reply = server.post(
                        execute("deforma:Echo", layer("raster", ""), document("storeExecuteResponse='true'", "raster")))
                .valid();
        assertEquals("Process succeeded.", reply.one("//wps:ProcessSucceeded"));
        assertEquals("base64", reply.one("//wps:Output//wps:ComplexData/@encoding"));
        assertEquals(1, server.jobs.list().size());
    }

    @Test
    void aReferenceIsAnsweredAtOnceAndKept() throws IOException {
        Reply reply = server.post(execute(
                        "deforma:Echo",
                        layer("raster", "") + literal("number", "1"),
                        document("", "raster!", "number!")))
                .valid();
        assertEquals("1.0", reply.one("//wps:LiteralData"), "literals are never referred to");
        assertEquals(
                TestServer.COLUMNS,
                Pixels.of(follow(reply.one("//wps:Reference/@href")).body(), folder)
                        .width());
    }

    @Test
    void anUploadIsNotKeptWithTheRequest() throws IOException {
        String inputs = input(
                "raster",
                "<wps:Data><wps:ComplexData mimeType='image/tiff' encoding='base64'>" + server.base64()
                        + "</wps:ComplexData></wps:Data>");
        String id = id(server.post(execute("deforma:Echo", inputs, document(ASYNC + " lineage='true'"))));
        Reply done = end(id);
        assertEquals("", done.one("//wps:Input//wps:ComplexData"));
        assertTrue(server.jobs.request(UUID.fromString(id)).length() < 1000);
        assertEquals(
                TestServer.COLUMNS,
                Pixels.of(follow(done.one("//wps:Reference/@href")).body(), folder)
                        .width());
    }

    @Test
    void progressIsToldAndTheJobIsDismissed() throws Exception {
        Reply running = started("deforma:Echo", literal("pause", "60"));
        String id = id(running);
        while (running.all("//wps:ProcessStarted[.='Waiting']").isEmpty()) {
            Thread.sleep(5);
            running = status(id);
        }
        assertTrue(Integer.parseInt(running.one("//wps:ProcessStarted/@percentCompleted")) < 99);
        Reply dismissed = server.get(REQUEST + "Dismiss&executionId=" + id).valid();
        assertEquals(
                "The process execution has been dismissed", dismissed.one("//wps:ProcessFailed//ows:ExceptionText"));
        assertEquals("The process execution has been dismissed", status(id).one("//ows:ExceptionText"));
        server.get(REQUEST + "Dismiss&executionId=" + id).valid();
        assertEquals("executionId", status(id).one("/ows:ExceptionReport/ows:Exception/@locator"));
    }

    @Test
    void aFinishedJobIsRemovedWithItsResults() {
        String id = id(server.post(execute("deforma:Echo", layer("raster", ""), document(ASYNC))));
        String href = end(id).one("//wps:Reference/@href");
        Path kept = folder.resolve("jobs").resolve(id);
        assertTrue(Files.exists(kept.resolve("raster.tif")));
        server.get(REQUEST + "Dismiss&executionId=" + id).valid();
        assertFalse(Files.exists(kept));
        assertEquals("InvalidParameterValue", follow(href).valid().one("//ows:Exception/@exceptionCode"));
    }

    @Test
    void aFailureIsToldInWords() {
        String id = id(server.post(execute("test:Tool", literal("what", "fail"), document(ASYNC))));
        Reply failed = end(id);
        assertEquals(
                "what went wrong: <it> & \uFFFD so on",
                failed.one("/wps:ExecuteResponse/wps:Status/wps:ProcessFailed//ows:ExceptionText"));
        assertEquals(
                "outputId",
                server.get(REQUEST + "GetExecutionResult&executionId=" + id + "&outputId=../job.json")
                        .valid()
                        .one("//ows:Exception/@locator"));
    }

    @Test
    void jobsAreListedNewestFirstInPages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String what = i % 4 == 0 ? "fail" : "work";
            ids.add(0, id(server.post(execute("test:Tool", literal("what", what), document(ASYNC)))));
            end(ids.get(0));
        }
        ids.add(0, id(server.post(execute("deforma:Echo", literal("number", "1"), document(ASYNC)))));
        end(ids.get(0));
        Reply first = server.get(REQUEST + "GetExecutions");
        assertEquals("13", first.one("/wps:GetExecutionsResponse/@count"));
        List<String> listed = new ArrayList<>(locations(first));
        assertEquals(10, listed.size());
        listed.addAll(locations(follow(first.one("/*/@next"))));
        assertEquals(ids, listed);
        assertEquals(List.of(), first.all("//wps:ProcessOutputs"));
        Reply page = server.get(REQUEST + "GetExecutions&startIndex=1&maxFeatures=2");
        assertEquals(ids.subList(1, 3), locations(page));
        assertEquals(1, page.all("/*/@previous").size());
        assertEquals(List.of(ids.get(0)), locations(server.get(REQUEST + "GetExecutions&identifier=deforma:Echo")));
        Reply failed = server.get(REQUEST + "GetExecutions&status=FAILED&identifier=test:Tool");
        assertEquals("3", failed.one("/*/@count"));
        assertEquals(3, failed.all("//wps:ProcessFailed").size());
        assertEquals("0", server.get(REQUEST + "GetExecutions&status=running").one("/*/@count"));
        assertEquals(
                "0",
                server.get(REQUEST + "GetExecutions&startIndex=99").all("/*/*").size() + "");
        for (String document : documents(first)) {
            new Reply(200, Answer.XML, java.util.Map.of(), document.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .valid();
        }
    }

    private static List<String> locations(Reply reply) {
        return reply.all("//wps:ExecuteResponse/@statusLocation").stream()
                .map(location -> location.replaceFirst("^.*executionId=", ""))
                .toList();
    }

    /** The documents in a list, each by itself. */
    private static List<String> documents(Reply reply) {
        List<String> documents = new ArrayList<>();
        for (String part : reply.text().split("(?=<wps:ExecuteResponse )", -1)) {
            if (part.startsWith("<wps:ExecuteResponse ")) {
                documents.add(part.replace("</wps:GetExecutionsResponse>", "")
                        .replaceFirst(
                                "<wps:ExecuteResponse ",
                                "<wps:ExecuteResponse xmlns:wps='" + Xml.WPS + "' xmlns:ows='" + Xml.OWS + "' "));
            }
        }
        assertEquals(10, documents.size());
        return documents;
    }

    @Test
    void aServerThatIsBusySaysSo() throws Exception {
        server.close();
        server = new TestServer(folder, new JobLimits(1, 1, 60));
        Reply running = started("deforma:Echo", literal("pause", "60"));
        String waiting = id(server.post(execute("deforma:Echo", literal("number", "1"), document(ASYNC))));
        assertEquals("Process accepted.", status(waiting).one("//wps:ProcessAccepted"));
        for (String form : List.of(document(ASYNC), document(""), raw("number"))) {
            Reply busy = server.post(execute("deforma:Echo", literal("number", "1"), form))
                    .valid();
            assertEquals(503, busy.status());
            assertEquals("ServerBusy", busy.one("//ows:Exception/@exceptionCode"));
        }
        server.get(REQUEST + "Dismiss&executionId=" + id(running)).valid();
        assertEquals("Process succeeded.", end(waiting).one("//wps:ProcessSucceeded"));
    }

    @Test
    void aLayerThatGoesWhileTheJobWaitsIsAFailure() throws Exception {
        server.close();
        server = new TestServer(folder, new JobLimits(1, 5, 60));
        Reply running = started("deforma:Echo", literal("pause", "60"));
        String waiting = id(server.post(execute("deforma:Echo", layer("raster", ""), document(ASYNC))));
        Files.delete(server.layer);
        server.get(REQUEST + "Dismiss&executionId=" + id(running)).valid();
        assertTrue(end(waiting).one("//wps:ProcessFailed//ows:ExceptionText").contains("no layer 'deforma:quake'"));
    }

    @Test
    void aResultWhoseFileIsGoneIsAnError() throws IOException {
        String id = id(server.post(execute("deforma:Echo", layer("raster", ""), document(ASYNC))));
        String href = end(id).one("//wps:Reference/@href");
        Files.delete(folder.resolve("jobs").resolve(id).resolve("raster.tif"));
        assertTrue(follow(href).valid().one("//ows:ExceptionText").contains("no longer there"));
    }

    @Test
    void aKilledServerTellsOfItsJobs() throws Exception {
        Reply running = started("deforma:Echo", literal("pause", "60"));
        // A second server sees on disk what a killed one leaves.
        Path copy = folder.resolve("copy");
        Path from = folder.resolve("jobs").resolve(id(running));
        Path to = Files.createDirectories(copy.resolve("jobs").resolve(id(running)));
        for (String file : List.of("job.json", "request.xml")) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
        try (TestServer next = new TestServer(copy)) {
            Reply failed = next.get(REQUEST + "GetExecutionStatus&executionId=" + id(running))
                    .valid();
            assertTrue(failed.one("//wps:ProcessFailed//ows:ExceptionText").startsWith("interrupted: "));
            assertEquals(Job.State.FAILED, next.jobs.list().get(0).state());
        }
        server.get(REQUEST + "Dismiss&executionId=" + id(running));
    }
}
