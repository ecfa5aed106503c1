package org.deforma.itest.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.itest.ServerProcess;
import org.deforma.standalone.demo.DemoScene;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.EarthquakePair;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.CRS;
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
    private static final long SEED = 20260101;

    /** Upper left corner of the scene [m]. */
    private static final double WEST = 440_000;

    private static final double NORTH = 3_960_000;

    @TempDir
    static Path folder;

    private static DemoScene scene;
    private static ServerProcess server;
    private static Chromium browser;
    private static Page page;
    private static ToolboxUser user;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        scene = new DemoScene(EarthquakePair.demo(SEED));
        scene.writeBefore(folder.resolve("before.tif"));
        scene.writeAfter(folder.resolve("after.tif"));
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
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
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
        double[] truth = truth(page.getByTestId("info").locator("h2").textContent());
        assertTrue(Math.hypot(truth[0], truth[1]) > 0.5, "a place where the ground moved");
        assertClose(truth[0], part, "East");
        assertClose(truth[1], part, "North");
        assertThat(row(part, "Magnitude").locator(".unit")).hasText("m");
        double correlation = number(row(part, "Correlation").locator(".value").textContent());
        assertTrue(correlation > 0.9 && correlation <= 1, "correlation " + correlation);
    }

    private static Locator row(Locator part, String name) {
        return part.locator("tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** A value with its sigma agrees with the truth, and its sigma says something. */
    private static void assertClose(double truth, Locator part, String name) {
        assertThat(row(part, name).locator(".unit")).hasText("m");
        String[] text = row(part, name).locator(".value").textContent().split(" ± ");
        assertEquals(2, text.length, name);
        double sigma = number(text[1]);
        assertTrue(sigma > 0.01 && sigma < 0.5, name + " ± " + text[1]);
        assertEquals(truth, number(text[0]), 4 * sigma, name);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace('\u2212', '-'));
    }

    /** The true displacement east and north [m] at a place that the page names in degrees. */
    private static double[] truth(String place) throws Exception {
        Matcher degrees = Pattern.compile("([\\d.]+)° N, ([\\d.]+)° W").matcher(place);
        assertTrue(degrees.matches(), place);
        MathTransform toImage = CRS.findMathTransform(CRS.decode("EPSG:4326", true), CRS.decode("EPSG:32611", true));
        double[] at = {-Double.parseDouble(degrees.group(2)), Double.parseDouble(degrees.group(1))};
        toImage.transform(at, 0, at, 0, 1);
        double metres = scene.pair().metresPerPixel();
        DisplacementField.Vector moved =
                scene.pair().images().field().at((at[0] - WEST) / metres, (NORTH - at[1]) / metres);
        return new double[] {moved.dx() * metres, -moved.dy() * metres};
    }
}
