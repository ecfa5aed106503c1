package org.deforma.api;

import java.awt.Rectangle;

/**
 * A tool failed for a reason that is not the caller's mistake: an unreadable file, a full disk, lost data.
 *
 * <p>The caller's mistakes are {@link IllegalArgumentException}s, and a cancelled run is a
 * {@link java.util.concurrent.CancellationException}.
 */
public class DeformaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with a sentence for the user.
     *
     * @param message names what failed, and the way out where there is one
     * @param cause the failure below, or null
     */
    public DeformaException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A failure at a place of a raster.
     *
     * @param message names what failed
     * @param window pixels that were at work, column and row from the upper left
     * @param cause the failure below, or null
     */
    public DeformaException(String message, Rectangle window, Throwable cause) {
        super(
                "%s (pixels x %d..%d, y %d..%d)"
                        .formatted(
                                message, window.x, window.x + window.width - 1, window.y, window.y + window.height - 1),
                cause);
    }
}
