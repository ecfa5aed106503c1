package org.deforma.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;

/**
 * GeoTools' database of coordinate reference systems. It is unpacked into the user's cache at the very first look-up
 * and opened at the first look-up of a run, which takes about a second; {@link #openInBackground} does so beside
 * other work.
 */
final class EpsgDatabase {
    private static final Logger LOG = Logger.getLogger(EpsgDatabase.class.getName());

    private EpsgDatabase() {}

    /** Starts opening it; look-ups on other threads wait for the end by themselves. */
    static void openInBackground() {
        keepInUserCache();
        Thread opener = new Thread(EpsgDatabase::open, "epsg");
        opener.setDaemon(true);
        opener.start();
    }

    private static void open() {
        try {
            CRS.decode("EPSG:32611", true);
        } catch (FactoryException e) {
            // The look-up that the run really needs fails in the same way, and says so to the user.
            LOG.log(Level.FINE, "the EPSG database does not open", e);
        }
    }

    /**
     * GeoTools itself would use a folder that all users of a machine share, and that is lost when the machine restarts.
     */
    private static void keepInUserCache() {
        String base = System.getenv("XDG_CACHE_HOME");
        Path cache = base == null || base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "deforma")
                : Path.of(base, "deforma");
        try {
            System.setProperty(
                    "EPSG-HSQL.directory",
                    Files.createDirectories(cache.resolve("epsg")).toString());
        } catch (IOException e) {
            System.setProperty("EPSG-HSQL.directory", System.getProperty("java.io.tmpdir") + "/deforma-epsg");
        }
    }
}
