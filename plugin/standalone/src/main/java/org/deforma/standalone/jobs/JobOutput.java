package org.deforma.standalone.jobs;

import java.util.Optional;

/**
 * One result of a finished job: a text, or a file in the job's folder.
 *
 * @param name of the output
 * @param mimeType of the text or the file; empty for a plain value
 * @param text the value; empty for a file
 * @param file name of the file, without folders; empty for a text
 */
public record JobOutput(String name, String mimeType, Optional<String> text, Optional<String> file) {
    /** @throws IllegalArgumentException when it is neither or both, or the file lies elsewhere */
    public JobOutput {
        if (text.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException("output " + name + " must be either a text or a file");
        }
        if (file.filter(path -> !path.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")).isPresent()) {
            throw new IllegalArgumentException("output " + name + ": '" + file.get() + "' is not the name of a file");
        }
    }

    /** A value. */
    public static JobOutput text(String name, String mimeType, String text) {
        return new JobOutput(name, mimeType, Optional.of(text), Optional.empty());
    }

    /** A file in the job's folder. */
    public static JobOutput file(String name, String mimeType, String file) {
        return new JobOutput(name, mimeType, Optional.empty(), Optional.of(file));
    }
}
