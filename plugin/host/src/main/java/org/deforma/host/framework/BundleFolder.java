package org.deforma.host.framework;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;

/** A folder that Felix FileInstall watches: its jars are installed, updated and removed as they come and go. */
public final class BundleFolder {
    private static final Logger LOG = Logger.getLogger(BundleFolder.class.getName());

    private BundleFolder() {}

    /**
     * Properties of a framework that has FileInstall among its bundles.
     *
     * @param folder to watch
     * @param temporary folder for what FileInstall writes
     * @param patience how long a service that is to go may take, its runs included [s]
     */
    public static Map<String, String> properties(Path folder, Path temporary, long patience) {
        // A service is let go only after its jobs; whoever waits for that has to be patient too.
        String longest = String.valueOf(TimeUnit.SECONDS.toMillis(patience));
        return Map.ofEntries(
                Map.entry("felix.fileinstall.dir", folder.toString()),
                Map.entry("felix.fileinstall.filter", ".*\\.jar"),
                Map.entry("felix.fileinstall.poll", "1000"),
                Map.entry("felix.fileinstall.noInitialDelay", "true"),
                // What does not poll misses changes on network drives.
                Map.entry("felix.fileinstall.disableNio2", "true"),
                Map.entry("felix.fileinstall.subdir.mode", "skip"),
                Map.entry("felix.fileinstall.tmpdir", temporary.toString()),
                Map.entry("felix.fileinstall.log.default", "jul"),
                Map.entry("felix.fileinstall.log.level", "2"),
                Map.entry("ds.lock.timeout.milliseconds", longest),
                Map.entry("ds.stop.timeout.milliseconds", longest));
    }

    /** Logs what comes and goes from now on. */
    public static void log(BundleContext context) {
        context.addBundleListener(BundleFolder::log);
    }

    private static void log(BundleEvent event) {
        String what =
                switch (event.getType()) {
                    case BundleEvent.INSTALLED -> "installed";
                    case BundleEvent.UPDATED -> "updated";
                    case BundleEvent.UNINSTALLED -> "removed";
                    default -> "";
                };
        if (!what.isEmpty()) {
            LOG.log(Level.INFO, "bundle {0} {1} is {2}", new Object[] {
                event.getBundle().getSymbolicName(), event.getBundle().getVersion(), what
            });
        }
    }
}
