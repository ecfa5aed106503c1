package org.deforma.standalone.wps;

import java.util.Optional;
import java.util.function.Function;
import org.deforma.host.files.RasterFiles;
import org.deforma.standalone.layers.Layer;

/**
 * Where the rasters of a request come from.
 *
 * @param layers finds a layer by its name, with or without the workspace
 * @param files opens those that came with the request
 */
public record Sources(Function<String, Optional<Layer>> layers, RasterFiles files) {}
