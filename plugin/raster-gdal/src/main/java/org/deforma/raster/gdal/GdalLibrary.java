package org.deforma.raster.gdal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gdal.gdal.gdal;
import org.gdal.gdal.gdalJNI;

/**
 * The GDAL of this machine, loaded when it is first needed: that takes a twentieth of a second, and most runs read
 * nothing but GeoTIFFs. Thread-safe.
 *
 * <p>GDAL is one per process, whoever else uses it. So all that can be set for a thread alone is set so, see
 * {@link GdalCall}.
 */
final class GdalLibrary {
    private static final Logger LOG = Logger.getLogger(GdalLibrary.class.getName());

    /** The library that joins GDAL to Java; the host adds it to this bundle where it finds it. */
    private static final String NAME = "gdalalljni";

    /** First version with all that is called here. */
    private static final int OLDEST = 3_06_00_00;

    /** Most that GDAL keeps of decoded blocks, all files together [bytes]; what is in use is kept as decoded tiles elsewhere. */
    private static final int CACHE_BYTES = 64 << 20;

    /** Formats with reason to be here: what satellite images, their products and elevations come in. */
    private static final List<String> DRIVERS = List.of(
            "GTiff",
            "JP2OpenJPEG",
            "ENVI",
            "EHdr",
            "VRT",
            "netCDF",
            "HDF5",
            "HDF5Image",
            "HDF4",
            "HDF4Image",
            "ISCE",
            "ROI_PAC",
            "HFA",
            "AAIGrid",
            "SRTMHGT");

    private Optional<String> problem;
    private String version = "";
    private List<String> drivers = List.of();

    /**
     * Loads the library unless that has been tried.
     *
     * @return why it cannot be used, as a sentence without its end; empty where it can
     */
    synchronized Optional<String> problem() {
        if (problem == null) {
            problem = load();
            problem.ifPresentOrElse(
                    reason -> LOG.log(Level.FINE, "files that only GDAL reads are refused: {0}", reason),
                    () -> LOG.log(Level.FINE, "GDAL {0} reads {1}", new Object[] {version, drivers}));
        }
        return problem;
    }

    private Optional<String> load() {
        if ("off".equals(System.getProperty("deforma.gdal"))) {
            return Optional.of("it is switched off by deforma.gdal=off");
        }
        try {
            // Before any class of GDAL, which would print its failure.
            System.loadLibrary(NAME);
        } catch (UnsatisfiedLinkError e) {
            String text = String.valueOf(e.getMessage());
            boolean missing = text.startsWith("no " + NAME);
            return Optional.of(
                    missing
                            ? "its library for Java is not installed"
                            : "its library for Java cannot be loaded (" + text.strip() + ")");
        }
        if (!gdalJNI.isAvailable()) {
            return Optional.of("its library for Java cannot be used from here");
        }
        return start();
    }

    private Optional<String> start() {
        int number = Integer.parseInt(gdal.VersionInfo("VERSION_NUM"));
        version = gdal.VersionInfo("RELEASE_NAME");
        if (number < OLDEST) {
            return Optional.of("it is version " + version + ", and 3.6 is needed");
        }
        if (gdal.GetCacheMax() > CACHE_BYTES) {
            gdal.SetCacheMax(CACHE_BYTES);
        }
        gdal.AllRegister();
        drivers = DRIVERS.stream().filter(GdalLibrary::isThere).toList();
        return Optional.empty();
    }

    private static boolean isThere(String driver) {
        return gdal.GetDriverByName(driver) != null;
    }

    /** Its version, such as {@code 3.6.2}. */
    synchronized String version() {
        return version;
    }

    /** Names of the drivers that may be used and are there. */
    synchronized List<String> drivers() {
        return drivers;
    }

    /** What those drivers read, for people. */
    String formats() {
        List<String> formats = new ArrayList<>();
        for (String driver : drivers()) {
            switch (driver) {
                case "GTiff" -> formats.add("GeoTIFF of any compression");
                case "JP2OpenJPEG" -> formats.add("JPEG 2000");
                case "netCDF" -> formats.add("NetCDF");
                case "SRTMHGT" -> formats.add("SRTM");
                case "HFA" -> formats.add("ERDAS Imagine");
                case "AAIGrid" -> formats.add("ASCII grid");
                case "HDF4Image", "HDF5Image" -> {}
                default -> formats.add(driver);
            }
        }
        return String.join(", ", formats);
    }
}
