package org.deforma.raster;

import java.awt.image.RenderedImage;
import java.lang.ref.Cleaner;
import org.geotools.coverage.grid.GridCoverage2D;

/** A coverage over files of its own, let go when it is disposed, or at the latest when nobody holds its image any more. */
final class OwnedCoverage extends GridCoverage2D {
    private static final long serialVersionUID = 1L;
    private static final Cleaner CLEANER = Cleaner.create();

    private final transient Cleaner.Cleanable files;

    /**
     * Takes the files over.
     *
     * @param coverage what to show
     * @param image the image below it; coverages that the host derives from this one hold it too
     * @param discard closes or deletes the files; must hold neither of the two
     */
    OwnedCoverage(GridCoverage2D coverage, RenderedImage image, Runnable discard) {
        super(coverage.getName(), coverage);
        this.files = CLEANER.register(image, discard);
    }

    @Override
    public synchronized boolean dispose(boolean force) {
        boolean disposed = super.dispose(force);
        if (disposed) {
            files.clean();
        }
        return disposed;
    }
}
