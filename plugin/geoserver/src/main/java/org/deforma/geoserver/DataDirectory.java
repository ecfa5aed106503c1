package org.deforma.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * GeoServer's data directory, found as GeoServer finds it, but before GeoServer has: as system property, context
 * parameter of the web application or environment variable, else the folder {@code data} of the web application.
 */
final class DataDirectory {
    private static final List<String> NAMES = List.of("GEOSERVER_DATA_DIR", "GEOSERVER_DATA_ROOT");

    /** Bean that Spring makes in a web application: the context parameters by name. */
    private static final String PARAMETERS = "contextParameters";

    private DataDirectory() {}

    /**
     * The data directory of the GeoServer that this context belongs to.
     *
     * @throws IllegalStateException when there is none that can be written
     */
    static Path of(ApplicationContext context) {
        Map<?, ?> parameters = context.containsBean(PARAMETERS) ? context.getBean(PARAMETERS, Map.class) : Map.of();
        List<UnaryOperator<String>> places =
                List.of(System::getProperty, name -> (String) parameters.get(name), System::getenv);
        return NAMES.stream()
                .flatMap(name -> places.stream().map(place -> place.apply(name)))
                .flatMap(value -> value == null || value.isBlank() ? Stream.empty() : Stream.of(Path.of(value)))
                .filter(DataDirectory::isUsable)
                .findFirst()
                .or(() -> inWebApplication(context).filter(DataDirectory::isUsable))
                .orElseThrow(() -> new IllegalStateException("there is no data directory of GeoServer that can be"
                        + " written; name it with the environment variable GEOSERVER_DATA_DIR"))
                .toAbsolutePath()
                .normalize();
    }

    private static boolean isUsable(Path folder) {
        return Files.isDirectory(folder) && Files.isWritable(folder);
    }

    private static Optional<Path> inWebApplication(ApplicationContext context) {
        try {
            return Optional.of(context.getResource("/data").getFile().toPath());
        } catch (IOException e) {
            // A web application that is not unpacked has no folders.
            return Optional.empty();
        }
    }
}
