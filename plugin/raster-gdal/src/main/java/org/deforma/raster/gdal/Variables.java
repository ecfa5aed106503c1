package org.deforma.raster.gdal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gdal.gdal.Dataset;

/**
 * The rasters in a file that holds several, by the names that users give them: {@code vel}, or
 * {@code /science/grids/data/unwrappedPhase}. Only what a file itself lists can be opened by such a name.
 */
final class Variables {
    private static final int SHOWN = 10;

    private Variables() {}

    /**
     * What GDAL is to open.
     *
     * @param container the file, opened
     * @param request names the variable, or none where there is one only
     * @throws IllegalArgumentException when there are several and none is named, or none of that name; the message goes on
     *     after the file's name
     */
    static String connection(Dataset container, GdalRequest request) {
        Map<String, String> variables = of(container);
        if (variables.isEmpty()) {
            return single(container, request);
        }
        String wanted = request.variable();
        if (wanted.isEmpty()) {
            if (variables.size() == 1) {
                return variables.values().iterator().next();
            }
            throw new IllegalArgumentException("holds %d rasters; name one of them after a colon, such as %s:%s: %s"
                    .formatted(
                            variables.size(),
                            fileName(request),
                            variables.keySet().iterator().next(),
                            list(variables)));
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (bare(variable.getKey()).equals(bare(wanted))) {
                return variable.getValue();
            }
        }
        throw missing(wanted, list(variables));
    }

    private static String single(Dataset container, GdalRequest request) {
        if (container.GetRasterCount() == 0) {
            throw new IllegalArgumentException("holds no raster");
        }
        String wanted = request.variable();
        String name = container.GetRasterBand(1).GetMetadataItem("NETCDF_VARNAME");
        if (!wanted.isEmpty() && !bare(wanted).equals(name)) {
            throw name == null
                    ? new IllegalArgumentException("is one raster and holds no others, such as '" + wanted + "'")
                    : missing(wanted, name);
        }
        return request.name();
    }

    private static IllegalArgumentException missing(String wanted, String known) {
        return new IllegalArgumentException("holds no raster '" + wanted + "'; there are: " + known);
    }

    /** Name by name for people, GDAL's for each: what stands after the quoted path. */
    private static Map<String, String> of(Dataset container) {
        Map<?, ?> metadata = container.GetMetadata_Dict("SUBDATASETS");
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 1; metadata.get("SUBDATASET_" + i + "_NAME") instanceof String connection; i++) {
            int quote = connection.lastIndexOf("\":");
            String name = connection.substring(quote < 0 ? connection.lastIndexOf(':') + 1 : quote + 2);
            // HDF5 has two slashes, one of which is GDAL's.
            variables.put(name.startsWith("//") ? name.substring(1) : name, connection);
        }
        return variables;
    }

    private static String bare(String name) {
        return name.replaceFirst("^/+", "");
    }

    private static String list(Map<String, String> variables) {
        List<String> names = new ArrayList<>(variables.keySet());
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more;
    }

    private static String fileName(GdalRequest request) {
        return request.name().substring(request.name().lastIndexOf('/') + 1);
    }
}
