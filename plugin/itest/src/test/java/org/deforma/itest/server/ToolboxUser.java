package org.deforma.itest.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a user does with the page again and again.
 *
 * @param page an open page
 */
record ToolboxUser(Page page) {
    private static final double JOB_MILLISECONDS = 120_000;

    /** Shows a tab: tools, layers or jobs. */
    void tab(String name) {
        page.locator("#tab-" + name).click();
    }

    /** Opens a tool's form, with all of its options. */
    void open(String tool) {
        tab("tools");
        Locator back = page.getByTestId("back-to-tools");
        if (back.isVisible()) {
            back.click();
        }
        page.locator("button[data-tool='deforma:" + tool + "']").click();
        Locator options = page.getByTestId("more-options");
        if (options.count() > 0 && options.getAttribute("open") == null) {
            options.locator("summary").click();
        }
    }

    /** The control of an input of the form that is open. */
    Locator input(String name) {
        return page.locator("#tool-sheet [data-input='" + name + "']");
    }

    /** What is said to be wrong with an input. */
    Locator problem(String name) {
        return page.locator("#tool-sheet [data-field='" + name + "']").getByTestId("field-error");
    }

    /** Names the result, or does not with an empty text, and runs the form that is open; gives the new job's card. */
    Locator run(String layer) {
        input("layer").fill(layer);
        List<String> before = keys();
        page.getByTestId("run").click();
        return newJob(before);
    }

    /** The card of the job that was not there before. */
    Locator newJob(List<String> before) {
        page.waitForCondition(() -> !keys().equals(before));
        List<String> keys = new ArrayList<>(keys());
        keys.removeAll(before);
        return page.locator("#job-list [data-job='" + keys.get(0) + "']");
    }

    /** Keys of all jobs in the list. */
    @SuppressWarnings("unchecked")
    List<String> keys() {
        return (List<String>)
                page.locator("#job-list [data-job]").evaluateAll("all => all.map((each) => each.dataset.job)");
    }

    /** Waits until a job has ended; it must have ended so: done, failed, cancelled. */
    void awaitState(Locator job, String state) {
        assertThat(job)
                .hasAttribute(
                        "data-state",
                        Pattern.compile("done|failed|cancelled|lost"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(JOB_MILLISECONDS));
        assertEquals(state, job.getAttribute("data-state"), () -> job.innerText());
    }

    /** The item of a layer that is on the map. */
    Locator layer(String name) {
        return page.locator("#layer-stack > [data-layer='deforma:" + name + "']");
    }

    /** Puts a layer on the map. */
    void add(String name) {
        tab("layers");
        page.locator("#layer-others > [data-layer='deforma:" + name + "']")
                .getByTestId("layer-add")
                .click();
        assertThat(layer(name)).isVisible();
    }

    /** Opens what lies behind a layer of the map: style, opacity, download. */
    Locator details(String name) {
        tab("layers");
        Locator details = layer(name).locator("details");
        if (details.getAttribute("open") == null) {
            details.locator("summary").click();
        }
        return details;
    }

    /** Picks files with the button. */
    void pick(Path... files) {
        FileChooser chooser =
                page.waitForFileChooser(() -> page.locator("#upload").click());
        chooser.setFiles(files);
    }

    /** Drops files on the map. */
    void drop(Path... files) throws IOException {
        List<Map<String, String>> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Map.of(
                    "name",
                    file.getFileName().toString(),
                    "content",
                    Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
        }
        var transfer = page.evaluateHandle(
                """
                files => {
                  const transfer = new DataTransfer();
                  for (const { name, content } of files) {
                    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                    transfer.items.add(new File([bytes], name));
                  }
                  return transfer;
                }""",
                contents);
        for (String event : List.of("dragenter", "dragover", "drop")) {
            page.dispatchEvent("#map-area", event, Map.of("dataTransfer", transfer));
            if (event.equals("dragover")) {
                assertThat(page.locator("#drop")).isVisible();
            }
        }
        assertThat(page.locator("#drop")).isHidden();
    }

    /** Accepts the names that the page proposes for files, and waits until their layers are there. */
    void upload(String... layers) {
        page.getByTestId("upload-start").click();
        for (String layer : layers) {
            Locator job = page.getByTestId("job").filter(new Locator.FilterOptions().setHasText("Upload of " + layer));
            awaitState(job.first(), "done");
        }
    }

    /** The line of text that tells the user about something. */
    Locator notice(String text) {
        return page.getByTestId("notice").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Closes all such lines. */
    void closeNotices() {
        Locator close = page.getByTestId("notice").getByRole(AriaRole.BUTTON);
        while (close.count() > 0) {
            close.first().click();
        }
    }
}
