package org.deforma.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.geotools.api.referencing.ReferenceIdentifier;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.coverage.grid.io.imageio.geotiff.CRS2GeoTiffMetadataAdapter;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoKeyEntry;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffException;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataEncoder;

/**
 * A reference system as GeoTIFF keys (OGC 19-008r4, GeoTIFF 1.1). A system that carries an EPSG code is written as
 * that code, any other one with its parameters as far as GeoTools knows them.
 */
final class GeoKeys {
    static final int DIRECTORY_TAG = 34735;
    static final int DOUBLES_TAG = 34736;
    static final int ASCII_TAG = 34737;

    private static final int MODEL_TYPE = 1024;
    private static final int RASTER_TYPE = 1025;
    private static final int CITATION = 1026;
    private static final int GEODETIC_CRS = 2048;
    private static final int PROJECTED_CRS = 3072;
    private static final int PIXEL_IS_AREA = 1;
    private static final int LARGEST_CODE = 32766;

    private final int[] directory;
    private final double[] doubles;
    private final String ascii;

    private GeoKeys(int[] directory, double[] doubles, String ascii) {
        this.directory = directory;
        this.doubles = doubles;
        this.ascii = ascii;
    }

    /** The keys of a system; empty when GeoTIFF has none for it. */
    static Optional<GeoKeys> of(CoordinateReferenceSystem crs) {
        boolean projected = crs instanceof ProjectedCRS;
        if (!projected && !(crs instanceof GeographicCRS)) {
            return Optional.empty();
        }
        SortedMap<Integer, int[]> keys = new TreeMap<>();
        List<Double> doubles = new ArrayList<>();
        Optional<Integer> code = epsgCode(crs);
        if (code.isPresent()) {
            put(keys, MODEL_TYPE, 0, 1, projected ? 1 : 2);
            put(keys, projected ? PROJECTED_CRS : GEODETIC_CRS, 0, 1, code.get());
        } else if (!addParameters(crs, keys, doubles)) {
            return Optional.empty();
        }
        put(keys, RASTER_TYPE, 0, 1, PIXEL_IS_AREA);
        String name = ascii(crs);
        put(keys, CITATION, ASCII_TAG, name.length(), 0);
        int[] directory = IntStream.concat(
                        IntStream.of(1, 1, 0, keys.size()),
                        keys.values().stream().flatMapToInt(IntStream::of))
                .toArray();
        return Optional.of(new GeoKeys(
                directory, doubles.stream().mapToDouble(Double::doubleValue).toArray(), name));
    }

    private static void put(SortedMap<Integer, int[]> keys, int key, int location, int count, int value) {
        keys.put(key, new int[] {key, location, count, value});
    }

    private static String ascii(CoordinateReferenceSystem crs) {
        return crs.getName().getCode().replaceAll("[^ -{}~]", "?") + '|';
    }

    private static Optional<Integer> epsgCode(CoordinateReferenceSystem crs) {
        // Not CRS.lookupEpsgCode: it would open the EPSG database.
        for (ReferenceIdentifier id : crs.getIdentifiers()) {
            if ("EPSG".equals(id.getCodeSpace()) && id.getCode().matches("\\d{1,5}")) {
                int code = Integer.parseInt(id.getCode());
                if (code <= LARGEST_CODE) {
                    return Optional.of(code);
                }
            }
        }
        return Optional.empty();
    }

    /** The parameters of a system as GeoTools' own writer puts them; false when it cannot. */
    private static boolean addParameters(
            CoordinateReferenceSystem crs, SortedMap<Integer, int[]> keys, List<Double> doubles) {
        GeoTiffIIOMetadataEncoder encoder;
        try {
            encoder = new CRS2GeoTiffMetadataAdapter(crs).parseCoordinateReferenceSystem();
        } catch (RuntimeException | GeoTiffException e) {
            return false;
        }
        // The first entry is the header. Names are left out: the encoder mixes up where they lie (GeoTools 33.1).
        for (int i = 1; i < encoder.getNumGeoKeyEntries(); i++) {
            GeoKeyEntry entry = encoder.getGeoKeyEntryAt(i);
            int key = entry.getKeyID();
            if (entry.getTiffTagLocation() == 0) {
                put(keys, key, 0, 1, entry.getValueOffset());
            } else if (entry.getTiffTagLocation() == DOUBLES_TAG) {
                double[] values = encoder.getGeoDoubleParams(key);
                put(keys, key, DOUBLES_TAG, values.length, doubles.size());
                Arrays.stream(values).forEach(doubles::add);
            }
        }
        return true;
    }

    void addTo(TiffDirectory tags) {
        tags.shorts(DIRECTORY_TAG, directory);
        if (doubles.length > 0) {
            tags.doubles(DOUBLES_TAG, doubles);
        }
        if (!ascii.isEmpty()) {
            tags.ascii(ASCII_TAG, ascii);
        }
    }
}
