package org.deforma.itest.fake;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.deforma.api.DeformaException;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.DisplacementTool;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Gives a map of four constant bands at once. What else it does is asked for by {@code searchRange}. */
public final class FakeDisplacementTool implements DisplacementTool, BundleActivator {
    /** {@code searchRange} that fails as a full disk does. */
    public static final double DISK_FULL = 101;

    /** {@code searchRange} that goes on until it is cancelled. */
    public static final double ENDLESS = 102;

    /** {@code searchRange} that runs into a fault of the program. */
    public static final double BROKEN = 103;

    /** {@code searchRange} that goes on for a minute whether it is cancelled or not. */
    public static final double DEAF = 104;

    private static final int SIZE = 16;

    @Override
    public void start(BundleContext context) {
        context.registerService(DisplacementTool.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public Product measure(
            GridCoverage2D before, GridCoverage2D after, DisplacementParameters parameters, ProgressListener listener) {
        if (parameters.searchRange() == DISK_FULL) {
            throw new DeformaException("the disk is full", null);
        }
        if (parameters.searchRange() == BROKEN) {
            throw new UnsupportedOperationException("a fault of the program");
        }
        if (parameters.searchRange() == ENDLESS) {
            waitForCancel(listener);
        }
        if (parameters.searchRange() == DEAF) {
            LockSupport.parkNanos(60_000_000_000L);
        }
        WritableRaster pixels =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, SIZE, SIZE, 4), null);
        for (int band = 0; band < 4; band++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                pixels.setSample(i % SIZE, i / SIZE, band, band + 0.5);
            }
        }
        var map = new GridCoverageFactory().create("displacement", pixels, before.getEnvelope());
        return new Product(
                map,
                "{\"points\": {\"measured\": 256}, \"window\": " + parameters.window() + ", \"removeRamp\": \""
                        + parameters.removeRamp() + "\", \"before\": \"" + before.getProperty("OriginalFileSource")
                        + "\"}");
    }

    private static void waitForCancel(ProgressListener listener) {
        while (!listener.isCanceled()) {
            listener.progress(50);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
        throw new CancellationException("cancelled");
    }
}
