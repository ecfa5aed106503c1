package org.deforma.raster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.ReferenceIdentifier;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.coverage.grid.io.imageio.geotiff.CRS2GeoTiffMetadataAdapter;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoKeyEntry;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataEncoder;

/**
 * A reference system as GeoTIFF keys (OGC 19-008r4, GeoTIFF 1.1). A system that carries an EPSG code is written as that code,
 * any other one with its parameters as far as GeoTools knows them.
 *
 * @param directory values of GeoKeyDirectoryTag
 * @param doubles values of GeoDoubleParamsTag
 * @param ascii value of GeoAsciiParamsTag
 */
record GeoKeys(int[] directory, double[] doubles, String ascii) {
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

    /** The keys of a system; empty when GeoTIFF has none for it. */
    static Optional<GeoKeys> of(CoordinateReferenceSystem crs) {
        boolean projected = crs instanceof ProjectedCRS;
        if (!projected && !(crs instanceof GeographicCRS)) {
            return Optional.empty();
        }
        Optional<Integer> code = epsgCode(crs);
        if (code.isPresent()) {
            String name =
                    new String(crs.getName().getCode().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                                    .replace('|', ' ')
                            + '|';
            int crsKey = projected ? PROJECTED_CRS : GEODETIC_CRS;
            int[] keys = {
                1,
                1,
                0,
                4, //
                MODEL_TYPE,
                0,
                1,
                projected ? 1 : 2, //
                RASTER_TYPE,
                0,
                1,
                PIXEL_IS_AREA, //
                CITATION,
                ASCII_TAG,
                name.length(),
                0, //
                crsKey,
                0,
                1,
                code.get()
            };
            return Optional.of(new GeoKeys(keys, new double[0], name));
        }
        return withParameters(crs);
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

    private static Optional<GeoKeys> withParameters(CoordinateReferenceSystem crs) {
        GeoTiffIIOMetadataEncoder encoder;
        try {
            encoder = new CRS2GeoTiffMetadataAdapter(crs).parseCoordinateReferenceSystem();
        } catch (RuntimeException | java.io.IOException e) {
            return Optional.empty();
        }
        encoder.addGeoShortParam(RASTER_TYPE, PIXEL_IS_AREA);
        List<Integer> directory = new ArrayList<>();
        List<Double> doubles = new ArrayList<>();
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < encoder.getNumGeoKeyEntries(); i++) {
            GeoKeyEntry entry = encoder.getGeoKeyEntryAt(i);
            int[] words = entry.getValues();
            if (entry.getTiffTagLocation() == DOUBLES_TAG) {
                words[3] = doubles.size();
                for (double value : encoder.getGeoDoubleParams(entry.getKeyID())) {
                    doubles.add(value);
                }
            } else if (entry.getTiffTagLocation() == ASCII_TAG) {
                words[3] = ascii.length();
                String text = encoder.getGeoAsciiParam(entry.getKeyID())
                                .replace('|', ' ')
                                .strip()
                        + '|';
                words[2] = text.length();
                ascii.append(text);
            }
            for (int word : words) {
                directory.add(word);
            }
        }
        directory.set(3, encoder.getNumGeoKeyEntries() - 1);
        return Optional.of(new GeoKeys(
                directory.stream().mapToInt(Integer::intValue).toArray(),
                doubles.stream().mapToDouble(Double::doubleValue).toArray(),
                ascii.toString()));
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
