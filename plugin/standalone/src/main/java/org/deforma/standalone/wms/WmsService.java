package org.deforma.standalone.wms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.WmsException.Code;
import org.geotools.process.ProcessFactory;

/** Answers requests, whatever brings them. Thread-safe. */
final class WmsService {
    private static final Logger LOG = Logger.getLogger(WmsService.class.getName());

    private final Supplier<List<Layer>> layers;
    private final WmsLimits limits;
    private final MapOperation maps;

    WmsService(Supplier<List<Layer>> layers, ProcessFactory processes, WmsLimits limits) {
        this.layers = layers;
        this.limits = limits;
        maps = new MapOperation(processes, limits);
    }

    /**
     * Answers.
     *
     * @param words of the request by name
     * @param address of this service as the client knows it, without query
     * @param known tags of what the client has already, as in {@code If-None-Match}; may be empty
     */
    Answer answer(Map<String, String> words, String address, String known) {
        Parameters parameters = new Parameters(words);
        Version version = Version.of(parameters);
        try {
            return answer(parameters, version, address, known);
        } catch (WmsException e) {
            return ExceptionReport.of(e, parameters, version, limits);
        } catch (IllegalArgumentException e) {
            return ExceptionReport.of(
                    new WmsException(Code.NoApplicableCode, e.getMessage()), parameters, version, limits);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a request for a map failed", e);
            return ExceptionReport.of(
                    new WmsException(Code.NoApplicableCode, "the server failed; its log says why"),
                    parameters,
                    version,
                    limits);
        }
    }

    private Answer answer(Parameters parameters, Version version, String address, String known) {
        String service = parameters.optional("SERVICE").orElse("WMS");
        if (!service.equalsIgnoreCase("WMS")) {
            throw new WmsException(
                    Code.InvalidParameterValue, "SERVICE must be WMS here, was '" + Parameters.shown(service) + "'");
        }
        String operation = parameters.required("REQUEST");
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "getcapabilities", "capabilities" -> Capabilities.answer(version, address, limits, layers.get());
            case "getmap", "map" -> {
                MapRequest request = MapRequest.of(parameters, version, limits);
                List<StyledLayer> drawn = MapRequest.layers(parameters, layers.get());
                String tag = tag(drawn);
                yield known.contains(tag)
                        ? Answer.notModified(tag)
                        : maps.answer(request, drawn).tagged(tag);
            }
            case "getfeatureinfo", "feature_info" -> InfoOperation.answer(parameters, version, limits, layers.get());
            case "getlegendgraphic" -> {
                StyledLayer layer = StyledLayer.of(
                        StyledLayer.layer(layers.get(), parameters.required("LAYER")),
                        parameters.optional("STYLE").orElse(""));
                String tag = tag(List.of(layer));
                yield known.contains(tag)
                        ? Answer.notModified(tag)
                        : LegendOperation.answer(layer, parameters).tagged(tag);
            }
            default ->
                throw new WmsException(
                        Code.OperationNotSupported,
                        "REQUEST must be GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic, was '"
                                + Parameters.shown(operation) + "'");
        };
    }

    /** Changes when a layer is replaced by another one of its name, or its style changes. */
    private static String tag(List<StyledLayer> layers) {
        StringBuilder state = new StringBuilder();
        for (StyledLayer each : layers) {
            Layer layer = each.layer();
            state.append(layer.fullName()).append(' ').append(layer.created()).append(' ');
            state.append(layer.styles().get(each.name())).append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
