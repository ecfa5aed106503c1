package org.deforma.standalone.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data folder of a server: what lies where. */
record DataDirectory(Path root) {
    /** With less room than that the next result does not fit [MB]. */
    private static final long LEAST_MEGABYTES = 200;

    /**
     * Makes what is missing.
     *
     * @throws IllegalArgumentException when it cannot be written
     */
    static DataDirectory open(Path root) {
        DataDirectory data = new DataDirectory(root);
        try {
            for (Path folder :
                    new Path[] {data.bundles(), data.models(), data.files(), data.jobs(), data.temporary()}) {
                Files.createDirectories(folder);
            }
            if (!Files.isWritable(root)) {
                throw new IOException("permission denied");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--data: the folder " + root + " cannot be written (" + e.getMessage() + "); name another one", e);
        }
        return data;
    }

    /** What is wrong with the disk, in a sentence; empty when all is well. */
    String problem() {
        try {
            long left = Files.getFileStore(root).getUsableSpace() / 1_000_000;
            if (!Files.isWritable(root)) {
                return "the data folder cannot be written";
            }
            return left < LEAST_MEGABYTES ? "the disk of the data folder has only " + left + " MB left" : "";
        } catch (IOException e) {
            return "the data folder cannot be reached";
        }
    }

    /** More bundles with tools; watched. */
    Path bundles() {
        return root.resolve("bundles");
    }

    /** Model bundles; watched. */
    Path models() {
        return root.resolve("models");
    }

    /** Rasters that users may name by their path. */
    Path files() {
        return root.resolve("files");
    }

    /** Records and results of runs. */
    Path jobs() {
        return root.resolve("jobs");
    }

    /** What is being made, and scratch files of the tools; emptied at the next start. */
    Path temporary() {
        return root.resolve("tmp");
    }
}
