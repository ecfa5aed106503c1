package org.deforma.toolbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files of the toolbox page. */
public final class ToolboxPage {
    private static final String FOLDER = "page/";

    private ToolboxPage() {}

    /** Names of all files, such as {@code index.html} or {@code ol/ol.js}. */
    public static List<String> files() {
        try (InputStream list = ToolboxPage.class.getResourceAsStream(FOLDER + "files.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the toolbox page cannot be read", e);
        }
    }

    /**
     * A file.
     *
     * @param name as in {@link #files}
     * @return its bytes; empty for any other name
     */
    public static Optional<byte[]> file(String name) {
        if (!files().contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = ToolboxPage.class.getResourceAsStream(FOLDER + name)) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the toolbox page cannot be read", e);
        }
    }
}
