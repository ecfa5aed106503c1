package org.deforma.geoserver.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Stands in for the bean {@code resourceLoader}: the files of a data directory. */
public final class FakeResources {
    private final Path data;

    FakeResources(Path data) {
        this.data = data;
    }

    public Resource get(String path) {
        return new Resource(path);
    }

    /** A file of the data directory. */
    public final class Resource {
        private final String path;

        Resource(String path) {
            this.path = path;
        }

        private Path file() {
            return data.resolve(path);
        }

        public String path() {
            return path;
        }

        public String getType() {
            return Files.isDirectory(file()) ? "DIRECTORY" : Files.exists(file()) ? "RESOURCE" : "UNDEFINED";
        }

        public byte[] getContents() throws IOException {
            return Files.readAllBytes(file());
        }

        public boolean delete() throws IOException {
            try (Stream<Path> files = Files.walk(file())) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            return true;
        }
    }
}
