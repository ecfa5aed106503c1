package org.deforma.host.files;

import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.spi.ImageInputStreamSpi;
import javax.imageio.stream.ImageInputStream;
import org.geotools.api.data.DataSourceException;
import org.geotools.coverage.grid.io.imageio.MaskOverviewProvider;
import org.geotools.gce.geotiff.GeoTiffReader;

/**
 * A reader that knows every stream that it opens on its file, for pixels and for the mask in it. GeoTools hands them to the
 * images that it makes, which do not close them; and where it fails after that, nobody else knows of them.
 */
@SuppressWarnings("overrides") // of GeoTools, between two classes of its own
final class TrackedReader extends GeoTiffReader {
    private static final Logger LOG = Logger.getLogger(TrackedReader.class.getName());

    private final Queue<ImageInputStream> streams = new ConcurrentLinkedQueue<>();
    private final boolean tracks;

    /** Looks at a file; what is opened for that is closed again. */
    TrackedReader(File file) throws DataSourceException {
        super(file);
        tracks = track();
    }

    private boolean track() {
        try {
            // The provider's class has another package in other GeoTools.
            Object source =
                    MaskOverviewProvider.class.getMethod("getSourceSpiProvider").invoke(getMaskOverviewProvider());
            Object opening = source.getClass().getMethod("getStreamSpi").invoke(source);
            source.getClass()
                    .getMethod("setStreamSpi", ImageInputStreamSpi.class)
                    .invoke(source, new Recording((ImageInputStreamSpi) opening));
            return true;
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            LOG.log(Level.FINE, "a raster file that cannot be opened may stay open", e);
            return false;
        }
    }

    /** Whether it does know the streams; else {@link ImageStreams} finds those of images. */
    boolean tracks() {
        return tracks;
    }

    /** Closes all streams on the file; pixels cannot be read any more. */
    @Override
    public synchronized void dispose() {
        super.dispose();
        for (ImageInputStream stream = streams.poll(); stream != null; stream = streams.poll()) {
            ImageStreams.close(stream);
        }
    }

    /** Opens streams as another does, and keeps them in mind. */
    private final class Recording extends ImageInputStreamSpi {
        private final ImageInputStreamSpi opening;

        Recording(ImageInputStreamSpi opening) {
            super(opening.getVendorName(), opening.getVersion(), opening.getInputClass());
            this.opening = opening;
        }

        @Override
        public String getDescription(Locale locale) {
            return opening.getDescription(locale);
        }

        @Override
        public boolean canUseCacheFile() {
            return opening.canUseCacheFile();
        }

        @Override
        public boolean needsCacheFile() {
            return opening.needsCacheFile();
        }

        @Override
        public ImageInputStream createInputStreamInstance(Object input, boolean useCache, File cacheDir)
                throws IOException {
            ImageInputStream stream = opening.createInputStreamInstance(input, useCache, cacheDir);
            if (stream != null) {
                streams.add(stream);
            }
            return stream;
        }
    }
}
