package org.deforma.geoserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a plugin that has stopped must not leave behind. */
final class Leftovers {
    private static final String THREADS =
            "(?i).*(deforma|felix|fileinstall|scr |onnx|djl|inference|tile|framework|osgi).*";
    private static final String FOLDERS = "(?i)(deforma|onnxruntime|felix|fileinstall).*";

    private Leftovers() {}

    /** Names of threads that only the plugin's framework and bundles have. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.matches(THREADS))
                .toList();
    }

    /** Names of files in the folder for temporary files, which is these tests' own. */
    static List<String> folders() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(FOLDERS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
