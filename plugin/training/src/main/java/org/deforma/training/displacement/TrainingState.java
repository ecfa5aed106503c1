package org.deforma.training.displacement;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a training stands, on disk, so that one that was stopped goes on; whole or not at all. */
final class TrainingState {
    private final Path file;
    private final String settings;

    /**
     * A state.
     *
     * @param file where it is kept
     * @param settings that a training must have to go on from it
     */
    TrainingState(Path file, String settings) {
        this.file = file;
        this.settings = settings;
    }

    /** Takes over what is there from a training with the same settings; whether there is any. */
    boolean read(Weights weights) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            String theirs = in.readUTF();
            if (!theirs.equals(settings)) {
                throw new IllegalArgumentException(file + " is of a training with other settings (" + theirs
                        + " instead of " + settings + "); delete it, or go on with those");
            }
            weights.read(in);
            return true;
        }
    }

    /** Keeps the weights. */
    void write(Weights weights) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeUTF(settings);
            weights.write(out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
