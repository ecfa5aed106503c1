package org.deforma.raster.gdal;

import java.util.UUID;
import org.gdal.gdal.gdal;

/**
 * Calls of GDAL in this thread, from here to the end of the try block: quiet, because GDAL prints its errors, and with
 * the settings that make it safe to open files of others. They hold for this thread only; GDAL may have other users in
 * this process.
 */
final class GdalCall implements AutoCloseable {
    private static final String NETWORK = "CPL_VSIL_CURL_ALLOWED_EXTENSIONS";
    private static final String PYTHON = "GDAL_VRT_ENABLE_PYTHON";
    private static final String LISTING = "GDAL_DISABLE_READDIR_ON_OPEN";

    /** No file that anybody can name ends so: whatever is to be fetched is refused before a connection is made. */
    private static final String NOTHING = "." + UUID.randomUUID();

    /**
     * Begins.
     *
     * @param network whether GDAL may fetch files from a network
     */
    GdalCall(boolean network) {
        gdal.PushErrorHandler("CPLQuietErrorHandler");
        gdal.ErrorReset();
        gdal.SetThreadLocalConfigOption(PYTHON, "NO");
        // Files that belong to another are looked for by name; to list a folder of thousands takes long.
        gdal.SetThreadLocalConfigOption(LISTING, "TRUE");
        if (!network) {
            gdal.SetThreadLocalConfigOption(NETWORK, NOTHING);
        }
    }

    /** What GDAL said last; empty when nothing. */
    String said() {
        String text = gdal.GetLastErrorMsg();
        return text == null ? "" : text.strip().replaceAll("\\s+", " ").replaceFirst("[.!]+$", "");
    }

    @Override
    public void close() {
        gdal.SetThreadLocalConfigOption(PYTHON, null);
        gdal.SetThreadLocalConfigOption(LISTING, null);
        gdal.SetThreadLocalConfigOption(NETWORK, null);
        gdal.PopErrorHandler();
    }
}
