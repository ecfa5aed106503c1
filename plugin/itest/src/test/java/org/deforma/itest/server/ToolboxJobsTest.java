package org.deforma.itest.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deforma.itest.ServerProcess;
import org.deforma.standalone.demo.CoverScene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs of tools from the page: what can go wrong, what can be done with them, and all of it without a mouse. */
class ToolboxJobsTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static Chromium browser;

    private Page page;
    private ToolboxUser user;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        Path files = folder.resolve("data/files");
        Demo.in(files);
        CoverScene.make(64, 20260102).writePairs(files.resolve("stack"));
        server = ServerProcess.start(folder.resolve("data"));
        for (String layer : List.of("before", "after")) {
            ask(
                    "wps?service=WPS&version=1.0.0&request=Execute&identifier=deforma:Import&RawDataOutput=layer&DataInputs="
                            + encoded("rasterFile=" + layer + ".tif;layer=" + layer));
        }
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.page(server.address(), 1280, 720);
        user = new ToolboxUser(page);
        page.navigate(server.address().toString());
        assertThat(page.locator("#tool-menu h3").first()).isVisible();
    }

    @AfterEach
    void nothingWentWrongUnnoticed(TestInfo test) {
        picture(test.getTestMethod().orElseThrow().getName());
        page.context().close();
        assertEquals(List.of(), browser.takeTroubles());
        assertEquals(List.of(), browser.foreignRequests());
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] ask(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.address().resolve(path)).build());
    }

    private static byte[] send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        return answer.body();
    }

    private static String capabilities() throws Exception {
        return new String(ask("wms?service=WMS&version=1.3.0&request=GetCapabilities"), StandardCharsets.UTF_8);
    }

    /** The picture of a displacement on its whole extent. */
    private static byte[] map(String layer) throws Exception {
        return ask("wms?service=WMS&version=1.1.1&request=GetMap&styles=&srs=EPSG:32611&format=image/png"
                + "&bbox=440000,3949760,450240,3960000&width=512&height=512&layers=deforma:" + layer);
    }

    private void fillDisplacement(String window, String step) {
        user.open("Displacement");
        user.input("before").selectOption("deforma:before");
        user.input("after").selectOption("deforma:after");
        user.input("window").fill(window);
        user.input("step").fill(step);
    }

    @Test
    void aWrongValueIsToldAtItsField() {
        fillDisplacement("wide", "0");
        user.input("after").selectOption("");
        List<String> jobs = user.keys();
        page.getByTestId("run").click();
        assertThat(user.problem("window")).hasText("“wide” is not a number. Use a point for decimals.");
        assertThat(user.problem("step")).hasText("Step must be 1 to 256.");
        assertThat(user.problem("after")).hasText("After is missing.");
        assertThat(user.input("after")).isFocused();
        assertThat(user.input("step")).hasAttribute("aria-invalid", "true");
        assertEquals(jobs, user.keys(), "nothing may be started");
        picture("wrong-values");
        user.input("step").fill("8");
        user.input("window").fill("32");
        user.input("after").selectOption("deforma:after");
        Locator job = user.run("corrected");
        assertThat(user.problem("step")).hasText("");
        user.awaitState(job, "done");
    }

    @Test
    void whatAToolRefusesIsToldInItsOwnWords() {
        fillDisplacement("32", "8");
        page.getByTestId("use-file-after").click();
        user.input("afterFile").fill("missing.tif");
        Locator job = user.run("refused");
        user.awaitState(job, "failed");
        assertThat(job.getByTestId("job-words")).containsText("missing.tif");
        assertThat(job.getByTestId("job-words")).not().containsText("Exception");
        page.locator("#tab-layers").click();
        assertThat(user.layer("refused")).not().isAttached();
    }

    @Test
    void aJobIsCancelled() {
        fillDisplacement("64", "1");
        user.input("searchRange").fill("64");
        Locator job = user.run("never");
        assertThat(job).hasAttribute("data-state", "running");
        job.getByTestId("job-cancel").click();
        user.awaitState(job, "cancelled");
        assertThat(job.getByTestId("job-words")).hasText("Cancelled");
        // The work itself ends too.
        String id = job.getAttribute("data-job");
        page.waitForCondition(() -> log().contains("job " + id + " deforma:Displacement ended"));
        // Whoever looks from elsewhere is told the same.
        Page other = browser.page(server.address(), 1280, 720);
        other.navigate(server.address().toString());
        other.locator("#tab-jobs").click();
        assertThat(other.locator("#job-list [data-job='" + id + "']").getByTestId("job-words"))
                .hasText("Cancelled");
        other.context().close();
    }

    private static String log() {
        try {
            return server.log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aJobOutlivesThePageAndIsRunAgain() throws Exception {
        fillDisplacement("32", "4");
        Locator job = user.run("kept");
        assertThat(job).hasAttribute("data-state", "running");
        assertThat(job.locator("progress")).isVisible();
        page.reload();
        user.tab("jobs");
        assertThat(job).containsText("kept");
        user.awaitState(job, "done");
        user.tab("layers");
        assertThat(user.layer("kept")).isVisible();

        user.tab("jobs");
        job.getByTestId("job-report").click();
        Locator report = page.getByTestId("dialog");
        assertThat(report.locator("table").first()).containsText("Window");
        picture("report");
        page.keyboard().press("Escape");

        job.getByTestId("job-again").click();
        assertThat(user.input("window")).hasValue("32");
        assertThat(user.input("step")).hasValue("4");
        assertThat(user.input("before")).hasValue("deforma:before");
        user.input("step").fill("16");
        Locator again = user.run("again");
        user.awaitState(again, "done");
        assertThat(user.details("kept").locator(".facts")).containsText("256 × 256 px");
        assertThat(user.details("again").locator(".facts")).containsText("64 × 64 px");
    }

    @Test
    void aJobIsRepeatedAsRequestAndAsCommand() throws Exception {
        fillDisplacement("32", "8");
        Locator job = user.run("copied");
        user.awaitState(job, "done");
        job.getByTestId("job-more").click();
        job.getByTestId("job-command").click();
        Locator text = page.getByTestId("dialog").locator("textarea");
        assertThat(text)
                .hasValue("plugin/deforma run Displacement --before before.tif --after after.tif --window 32 --step 8"
                        + " --output copied.tif");
        page.keyboard().press("Escape");
        job.getByTestId("job-more").click();
        job.getByTestId("job-request").click();
        String request = text.inputValue();
        page.keyboard().press("Escape");

        String answer = new String(
                send(HttpRequest.newBuilder(server.address().resolve("wps"))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                request.replace("deforma:copied", "deforma:repeated")))
                        .build()),
                StandardCharsets.UTF_8);
        assertTrue(answer.contains("statusLocation"), answer);
        // The page learns of jobs of others.
        page.locator("#refresh").click();
        Locator repeated = page.getByTestId("job").filter(new Locator.FilterOptions().setHasText("repeated"));
        user.awaitState(repeated, "done");
        byte[] picture = map("copied");
        assertTrue(picture.length > 20_000, picture.length + " bytes");
        assertArrayEquals(picture, map("repeated"));
    }

    @Test
    void theEstimateKnowsThatANetworkTakesLonger() {
        // 1024 x 1024 px, and a browser that has seen no run.
        fillDisplacement("32", "8");
        Locator estimate = page.getByTestId("estimate");
        assertThat(estimate).containsText("Takes about 1 s.");
        user.input("method").selectOption("CNN");
        assertThat(estimate).containsText("Takes about 6 s.");
        user.input("searchRange").fill("16");
        assertThat(estimate).containsText("Takes about 7 s.");
    }

    @Test
    void aRunWithoutNameGivesADownload() throws Exception {
        fillDisplacement("32", "16");
        Locator job = user.run("");
        user.awaitState(job, "done");
        Download download =
                page.waitForDownload(() -> job.getByText("Download result").click());
        byte[] bytes = Files.readAllBytes(download.path());
        assertEquals("II", new String(bytes, 0, 2, StandardCharsets.US_ASCII));
        assertTrue(bytes.length > 20_000, bytes.length + " bytes");
    }

    @Test
    void groundCoverIsClassifiedFromFilesOfTheServer() {
        user.open("ClassifyCoherence");
        page.getByTestId("use-file-coherence").click();
        user.input("coherenceFile").fill("stack/*.tif");
        Locator job = user.run("cover");
        user.awaitState(job, "done");
        user.tab("layers");
        assertThat(user.layer("cover")).isVisible();
        Locator map = page.locator("#map");
        var box = map.boundingBox();
        map.click(new Locator.ClickOptions().setPosition(box.width * 0.5, box.height * 0.5));
        assertThat(page.getByTestId("info").locator("tr").first()).isVisible();
        assertThat(page.locator("#legend img")).isVisible();
    }

    @Test
    void layersAreRenamedAndRemoved() throws Exception {
        fillDisplacement("32", "16");
        user.awaitState(user.run("first"), "done");
        assertTrue(capabilities().contains("<Name>deforma:first</Name>"), "published");
        user.details("first").getByTestId("layer-rename").click();
        page.getByTestId("dialog-text").fill("before");
        page.getByTestId("dialog-yes").click();
        assertThat(page.getByTestId("dialog")).containsText("There is a layer before already.");
        page.getByTestId("dialog-text").fill("second");
        page.getByTestId("dialog-yes").click();
        assertThat(user.layer("second")).isVisible();
        assertThat(user.layer("first")).not().isAttached();
        assertTrue(capabilities().contains("<Name>deforma:second</Name>"), "renamed");
        assertFalse(capabilities().contains("<Name>deforma:first</Name>"), "renamed");

        user.details("second").getByTestId("layer-remove").click();
        picture("remove");
        page.getByTestId("dialog-yes").click();
        assertThat(user.layer("second")).not().isAttached();
        assertFalse(capabilities().contains("deforma:second"), "removed");
    }

    @Test
    void aToolIsRunByKeysAlone() {
        tabTo("button[data-tool='deforma:Displacement']");
        page.keyboard().press("Enter");
        assertThat(page.locator("#tool-sheet h2")).isFocused();
        tabTo("[data-input='before']");
        page.keyboard().type("deforma:before");
        tabTo("[data-input='after']");
        page.keyboard().type("deforma:after");
        tabTo("[data-test='more-options'] > summary");
        page.keyboard().press("Enter");
        tabTo("[data-input='step']");
        page.keyboard().type("16");
        tabTo("[data-input='layer']");
        page.keyboard().press("Control+A");
        page.keyboard().type("typed");
        tabTo("[data-test='run']");
        picture("keyboard");
        List<String> jobs = user.keys();
        page.keyboard().press("Enter");
        user.awaitState(user.newJob(jobs), "done");
        assertThat(page.locator("#tab-jobs")).isFocused();
        page.keyboard().press("ArrowLeft");
        assertThat(user.layer("typed")).isVisible();
    }

    /** Moves the focus on until an element has it; what has it must be seen to have it. */
    private void tabTo(String selector) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            Object found = page.evaluate(
                    """
                    selector => {
                      const it = document.activeElement;
                      const style = getComputedStyle(it);
                      const isSeen = it.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                      return [it.matches(selector), it === document.body || isSeen, it.outerHTML.slice(0, 200)];
                    }""",
                    selector);
            List<?> facts = (List<?>) found;
            assertEquals(true, facts.get(1), "focus is not seen at " + facts.get(2));
            if (facts.get(0).equals(true)) {
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached with Tab");
    }

    @Test
    void everyControlHasAName() {
        user.add("before");
        user.add("after");
        user.details("before");
        assertNamed();
        page.locator("#tool-swipe").click();
        assertThat(page.getByTestId("swipe-bar")).isVisible();
        page.locator("#tool-profile").click();
        assertThat(page.getByTestId("profile-layer")).isVisible();
        assertNamed();
        user.tab("tools");
        Object tools = page.locator("#tool-menu button").evaluateAll("all => all.map((each) => each.dataset.tool)");
        for (Object tool : (List<?>) tools) {
            user.open(tool.toString().replace("deforma:", ""));
            assertNamed();
        }
        user.details("before").getByTestId("layer-remove").click();
        assertNamed();
        page.keyboard().press("Escape");
    }

    private void assertNamed() {
        Object nameless = page.evaluate(
                """
                () => [...document.querySelectorAll('button, a, input, select, textarea, summary, img, [role=slider], dialog')]
                  .filter((it) => it.offsetParent !== null)
                  .filter((it) => {
                    const labels = [...(it.labels ?? [])].map((label) => label.textContent).join('');
                    const isText = it.matches('button, a, summary');
                    const name = it.getAttribute('aria-label') || labels || (isText ? it.textContent : '') || it.alt || it.title;
                    return !name.trim();
                  })
                  .map((it) => it.outerHTML.slice(0, 200))""");
        assertEquals(List.of(), nameless);
    }

    @Test
    void anOpenServerLetsInWhoHasTheToken() throws Exception {
        try (ServerProcess open = ServerProcess.start(folder.resolve("open"), "--address", "0.0.0.0")) {
            URI address = URI.create("http://127.0.0.1:" + open.address().getPort() + "/");
            Page guest = browser.page(address, 1280, 720);
            // Browsers ask the user for a password here, and show the sentence to who has none.
            APIResponse refused = guest.request().get(address.toString());
            assertEquals(401, refused.status());
            assertTrue(refused.text().contains("token"), refused.text());

            String token = Files.readString(folder.resolve("open/token")).strip();
            guest.navigate(address + "?token=" + token);
            assertThat(guest.locator("#tool-menu h3").first()).isVisible();
            assertFalse(guest.url().contains(token), "the token does not stay in the address: " + guest.url());
            guest.context().close();
        }
    }
}
