package org.deforma.itest.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deforma.itest.ServerProcess;
import org.deforma.standalone.files.RasterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first day with the toolbox in a real browser, from the empty page to measured displacements. Each step starts
 * where the one before it ended; a picture of every end is kept in {@code target/screenshots}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ToolboxTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    @TempDir
    static Path folder;

    private static Demo demo;
    private static ServerProcess server;
    private static Chromium browser;
    private static Page page;
    private static ToolboxUser user;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        demo = Demo.in(folder);
        server = ServerProcess.start(folder.resolve("data"));
        page = browser.page(server.address(), 1280, 720);
        user = new ToolboxUser(page);
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

    @AfterEach
    void nothingWentWrongUnnoticed(TestInfo step) {
        String name = step.getTestMethod().orElseThrow().getName();
        picture(name);
        assertEquals(List.of(), browser.takeTroubles());
        assertEquals(List.of(), browser.foreignRequests());
    }

    @Test
    @Order(1)
    void theEmptyPageListsTheToolsByGroup() {
        page.navigate(server.address().toString());
        assertThat(page).hasTitle("Deforma");
        Locator groups = page.locator("#tool-menu h3");
        assertThat(groups.first()).isVisible();
        assertEquals(List.of("Displacement", "InSAR", "Models", "Layers"), groups.allTextContents());
        assertTrue(page.locator("#tool-menu section:first-child button[data-tool='deforma:Displacement']")
                .isVisible());
        assertThat(page.locator("#map-hint")).hasText("Drop GeoTIFF files here, or add layers from the Layers tab.");
        user.tab("layers");
        assertThat(page.locator("#no-layers")).isVisible();
    }

    @Test
    @Order(2)
    void filesBecomeLayersByPickingAndByDropping() throws Exception {
        user.pick(folder.resolve("before.tif"));
        user.upload("before");
        user.drop(folder.resolve("after.tif"));
        user.upload("after");
        user.tab("layers");
        assertThat(user.layer("before")).isVisible();
        assertThat(user.layer("after")).isVisible();
    }

    @Test
    @Order(3)
    void aFileThatIsNoGeoTiffIsRefusedInWords() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no picture");
        user.pick(notes);
        assertThat(user.notice("notes.txt is not a TIFF file.")).isVisible();
        user.closeNotices();
        // Of this one only the server can tell.
        Path broken = Files.write(folder.resolve("broken.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 9, 9, 9});
        List<String> jobs = user.keys();
        user.pick(broken);
        page.getByTestId("upload-start").click();
        Locator job = user.newJob(jobs);
        user.awaitState(job, "failed");
        assertThat(job.getByTestId("job-words"))
                .hasText("raster: the raster in the request is cut off: its directory of tags is not complete");
    }

    @Test
    @Order(4)
    void displacementIsMeasuredFromTheForm() {
        user.open("Displacement");
        user.input("before").selectOption("deforma:before");
        user.input("after").selectOption("deforma:after");
        user.input("window").fill("32");
        user.input("step").fill("8");
        Locator job = user.run("quake");
        assertThat(job.locator("progress")).isVisible();
        user.awaitState(job, "done");
        user.tab("layers");
        assertThat(user.layer("quake")).isVisible();
        assertThat(page.locator("#legend img")).isVisible();
    }

    @Test
    @Order(5)
    void aClickTellsWhatTheGroundDid() throws Exception {
        Locator map = page.locator("#map");
        var box = map.boundingBox();
        map.click(new Locator.ClickOptions().setPosition(box.width * 0.5, box.height * 0.35));
        Locator part = page.getByTestId("info").locator("section[data-layer='deforma:quake']");
        assertThat(part.locator("tr").first()).isVisible();
        String place = page.getByTestId("info").locator("h2").textContent();
        Matcher degrees = Pattern.compile("([\\d.]+)° N, ([\\d.]+)° W").matcher(place);
        assertTrue(degrees.matches(), place);
        double[] truth = demo.truth(-Double.parseDouble(degrees.group(2)), Double.parseDouble(degrees.group(1)));
        assertTrue(Math.hypot(truth[0], truth[1]) > 0.5, "a place where the ground moved");
        assertClose(truth[0], part, "East");
        assertClose(truth[1], part, "North");
        assertThat(row(part, "Magnitude").locator(".unit")).hasText("m");
        double correlation = number(row(part, "Correlation").locator(".value").textContent());
        assertTrue(correlation > 0.9 && correlation <= 1, "correlation " + correlation);
    }

    /** Left part of the scene on the map, where no card lies over it. */
    private static BufferedImage left() {
        return Pictures.of(page, 600, 200, 160, 420);
    }

    /** Right part. */
    private static BufferedImage right() {
        return Pictures.of(page, 880, 200, 160, 420);
    }

    private static void awaitLeft(Predicate<BufferedImage> expected) {
        page.waitForCondition(() -> expected.test(left()));
    }

    @Test
    @Order(6)
    void layersAreSwitchedFadedAndOrdered() {
        page.getByTestId("info").getByRole(AriaRole.BUTTON).click();
        user.tab("layers");
        BufferedImage quake = left();
        Locator visible = user.layer("quake").getByTestId("layer-visible");
        visible.uncheck();
        awaitLeft(now -> Pictures.difference(now, quake) > 20);
        BufferedImage after = left();
        visible.check();
        awaitLeft(now -> Pictures.same(now, quake));

        user.layer("quake").getByTestId("layer-down").click();
        awaitLeft(now -> Pictures.same(now, after));
        assertThat(page.locator("#layer-stack > li").nth(1)).hasAttribute("data-layer", "deforma:quake");
        user.layer("quake").getByTestId("layer-up").click();
        awaitLeft(now -> Pictures.same(now, quake));

        Locator opacity = user.details("quake").getByTestId("layer-opacity");
        opacity.fill("50");
        awaitLeft(now -> {
            double whole = Pictures.difference(quake, after);
            return Math.abs(Pictures.difference(now, quake) / whole - 0.5) < 0.05
                    && Math.abs(Pictures.difference(now, after) / whole - 0.5) < 0.05;
        });
        opacity.fill("100");
        awaitLeft(now -> Pictures.same(now, quake));
    }

    @Test
    @Order(7)
    void anotherStyleIsAnotherPictureWithItsLegend() {
        Locator styles = user.details("quake").getByTestId("layer-style");
        BufferedImage east = left();
        String legend = page.locator("#legend img").getAttribute("src");
        List<String> others = styles.locator("option").allTextContents();
        assertTrue(others.size() >= 4, others.toString());
        styles.selectOption(new SelectOption().setIndex(1));
        awaitLeft(now -> Pictures.difference(now, east) > 5);
        Locator picture = page.locator("#legend img");
        assertThat(picture).not().hasAttribute("src", legend);
        page.waitForCondition(() -> (int) picture.evaluate("each => each.naturalWidth") > 40);
        styles.selectOption(new SelectOption().setIndex(0));
        awaitLeft(now -> Pictures.same(now, east));
        assertThat(picture).hasAttribute("src", legend);
    }

    @Test
    @Order(8)
    void theSwipeShowsOneLayerOnEachSide() {
        BufferedImage quakeLeft = left();
        BufferedImage quakeRight = right();
        Locator visible = user.layer("quake").getByTestId("layer-visible");
        visible.uncheck();
        awaitLeft(now -> Pictures.difference(now, quakeLeft) > 20);
        BufferedImage afterLeft = left();
        BufferedImage afterRight = right();
        visible.check();
        page.locator("#tool-swipe").click();
        page.waitForCondition(() -> Pictures.same(left(), afterLeft) && Pictures.same(right(), quakeRight));

        var bar = page.getByTestId("swipe-bar").boundingBox();
        double x = bar.x + bar.width / 2;
        double y = bar.y + bar.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x - 100, y);
        page.mouse().move(570, y);
        page.mouse().up();
        page.waitForCondition(() -> Pictures.same(left(), quakeLeft) && Pictures.same(right(), quakeRight));
        page.keyboard().press("End");
        page.waitForCondition(() -> Pictures.same(left(), afterLeft) && Pictures.same(right(), afterRight));
        assertThat(page.getByTestId("swipe-bar")).hasAttribute("aria-valuenow", "100");
        page.keyboard().press("Home");
        for (int i = 0; i < 25; i++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.getByTestId("swipe-bar")).hasAttribute("aria-valuenow", "50");
        picture("swipe");
        page.keyboard().press("Escape");
        page.waitForCondition(() -> Pictures.same(left(), quakeLeft));
    }

    @Test
    @Order(9)
    void arrowsShowWhereTheGroundWent() {
        BufferedImage bare = left();
        page.locator("#tool-arrows").click();
        assertThat(page.getByTestId("arrow-key")).isVisible();
        assertThat(page.getByTestId("arrow-key")).hasText(Pattern.compile("[\\d.]+ m"));
        awaitLeft(now -> Pictures.difference(now, bare) > 3);
    }

    @Test
    @Order(10)
    void aLineGivesAProfileAndItsNumbers() throws Exception {
        page.locator("#tool-profile").click();
        var map = page.locator("#map").boundingBox();
        page.mouse().click(map.x + map.width * 0.38, map.y + map.height * 0.25);
        page.mouse().dblclick(map.x + map.width * 0.62, map.y + map.height * 0.8);
        Locator chart = page.getByTestId("chart");
        assertThat(chart).isVisible();
        assertThat(chart.locator("polyline.curve")).hasCount(2);
        assertThat(chart.locator("polygon.band")).hasCount(2);
        chart.hover();
        assertThat(page.getByTestId("reading")).containsText(Pattern.compile("East .* ± .* m .*North .* ± .* m"));

        Download download =
                page.waitForDownload(() -> page.getByTestId("profile-csv").click());
        assertEquals("quake-profile.csv", download.suggestedFilename());
        List<String> lines = Files.readAllLines(download.path());
        assertEquals("distance [m],longitude,latitude,east [m],north [m],correlation,sigma [m]", lines.get(0));
        assertEquals(301, lines.size());
        double last = -1;
        int close = 0;
        for (String line : lines.subList(1, lines.size())) {
            double[] row =
                    Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            assertTrue(row[0] > last, line);
            last = row[0];
            double[] truth = demo.truth(row[1], row[2]);
            close += Math.hypot(row[3] - truth[0], row[4] - truth[1]) < 0.4 ? 1 : 0;
        }
        assertTrue(last > 5000 && last < 15_000, last + " m");
        // At the rupture a window sees both sides.
        assertTrue(close > 270, close + " of 300 places are close to the truth");
    }

    @Test
    @Order(11)
    void theWholeViewIsThePictureOfTheReadme() {
        page.setViewportSize(1280, 800);
        user.details("quake");
        user.layer("before").getByTestId("layer-visible").uncheck();
        user.layer("after").getByTestId("layer-visible").uncheck();
        page.locator("#zoom-all").click();
        var box = page.locator("#map").boundingBox();
        page.locator("#map").click(new Locator.ClickOptions().setPosition(box.width * 0.44, box.height * 0.42));
        assertThat(page.getByTestId("info").locator("tr").first()).isVisible();
        page.mouse().move(box.x + 5, box.y + box.height - 5);
        picture("toolbox");
    }

    @Test
    @Order(12)
    void aLayerIsDownloadedAsGeoTiff() throws Exception {
        Download download = page.waitForDownload(
                () -> user.details("quake").getByTestId("layer-download").click());
        assertEquals("quake.tif", download.suggestedFilename());
        Path file = Files.copy(download.path(), folder.resolve("downloaded.tif"));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals("II", new String(bytes, 0, 2, StandardCharsets.US_ASCII));
        RasterMap map = RasterMap.read(file);
        assertEquals(4, map.bands().size());
        assertThat(user.layer("quake").locator(".facts")).containsText(map.columns() + " × " + map.rows() + " px");
        assertEquals(80, map.cellSize(), 1e-9);
        assertTrue(map.columns() >= 120 && map.columns() <= 128, map.columns() + " columns");
        user.closeNotices();
    }

    @Test
    @Order(13)
    void aNarrowWindowHasRoomForEverything() {
        page.setViewportSize(768, 1024);
        for (String tab : List.of("tools", "layers", "jobs")) {
            user.tab(tab);
            assertThat(page.locator("#panel-" + tab)).isVisible();
            picture("narrow-" + tab);
            assertEquals(
                    768, page.evaluate("document.documentElement.scrollWidth"), "nothing may be wider than the window");
        }
        assertTrue(page.locator("#map").boundingBox().height > 200, "the map must be seen");
        user.open("Displacement");
        picture("narrow-form");
    }

    private static void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static Locator row(Locator part, String name) {
        return part.locator("tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** A value with its sigma agrees with the truth, and its sigma says something. */
    private static void assertClose(double truth, Locator part, String name) {
        assertThat(row(part, name).locator(".unit")).hasText("m");
        String[] text = row(part, name).locator(".value").textContent().split(" ± ", -1);
        assertEquals(2, text.length, name);
        double sigma = number(text[1]);
        assertTrue(sigma > 0.01 && sigma < 0.5, name + " ± " + text[1]);
        assertEquals(truth, number(text[0]), 4 * sigma, name);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace('\u2212', '-'));
    }
}
