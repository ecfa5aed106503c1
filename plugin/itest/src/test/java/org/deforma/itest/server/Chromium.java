package org.deforma.itest.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine, without a window. It keeps what goes wrong in any of its pages. */
final class Chromium implements AutoCloseable {
    private static final int STEP_MILLISECONDS = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    private Chromium(Path program) {
        // Playwright would download browsers of its own otherwise.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright.selectors().setTestIdAttribute("data-test");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        // Its own sandbox does not work for root, as in containers.
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Starts it; where none is installed the test is skipped. */
    static Chromium start() {
        Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                program.isPresent(),
                "no chromium, chromium-browser or google-chrome on the PATH: the page is not tested");
        return new Chromium(program.orElseThrow());
    }

    /**
     * A page of a browser that has seen nothing yet.
     *
     * @param origin requests to any other are kept as foreign
     */
    Page page(URI origin, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setAcceptDownloads(true));
        context.setDefaultTimeout(STEP_MILLISECONDS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                troubles.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> troubles.add("script: " + error));
        page.onResponse(answer -> {
            if (answer.status() >= 400) {
                troubles.add(answer.status() + ": " + answer.url());
            }
        });
        page.onRequestFailed(request -> {
            // Aborted: the page itself does not want the answer any more.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                troubles.add(request.failure() + ": " + request.url());
            }
        });
        page.onRequest(request -> {
            String url = request.url();
            boolean isInside = url.startsWith("data:") || url.startsWith("blob:");
            if (!isInside && !url.startsWith("http://" + origin.getAuthority() + "/")) {
                foreign.add(url);
            }
        });
        return page;
    }

    /** Errors and warnings of the console, of scripts and of requests since the last call. */
    List<String> takeTroubles() {
        List<String> taken = List.copyOf(troubles);
        troubles.clear();
        return taken;
    }

    /** Addresses of other origins that were asked for. */
    List<String> foreignRequests() {
        return foreign;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
