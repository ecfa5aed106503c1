package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.util.ProgressListener;

/** Brings a raster into the folder of its layer. */
final class FileCopy {
    private static final Logger LOG = Logger.getLogger(FileCopy.class.getName());

    /** How much is copied between two looks at the listener [B]. */
    private static final long PART = 32 << 20;

    private FileCopy() {}

    /**
     * Makes another file of the same content.
     *
     * @param target must not exist
     * @param linked whether a second name for the same file is as good
     * @param listener asked for cancelling
     */
    static void make(Path file, Path target, boolean linked, ProgressListener listener) throws IOException {
        if (!linked || !link(file, target)) {
            copy(file, target, listener);
        }
    }

    private static boolean link(Path file, Path target) {
        try {
            Files.createLink(target, file.toRealPath());
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.FINE, "copied, since it lies on another disk", e);
            return false;
        }
    }

    private static void copy(Path file, Path target, ProgressListener listener) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                if (listener.isCanceled()) {
                    throw new CancellationException("cancelled while the raster was copied");
                }
                long copied = in.transferTo(at, Math.min(PART, size - at), out);
                if (copied == 0) {
                    throw new IOException(file.getFileName() + " became shorter while it was copied");
                }
                at += copied;
            }
        }
    }
}
