package org.deforma.host.tools;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * The tools that manage a host's map layers: {@code deforma:Layers}, {@code deforma:RenameLayer} and
 * {@code deforma:RemoveLayer}. Thread-safe.
 *
 * <p>Failures are {@link ProcessException}s with one sentence, whose cause is an {@link IllegalArgumentException} for the
 * caller's mistake.
 */
public final class LayerTools implements ProcessFactory {
    private static final String NAMESPACE = "deforma";

    /**
     * One tool.
     *
     * @param inputs by name: what it is; all are texts, and required
     * @param output its name and what it is
     * @param run gives the output for the inputs
     */
    private record Tool(
            String title,
            String description,
            Map<String, String> inputs,
            Map.Entry<String, String> output,
            Function<Map<String, String>, String> run) {}

    private final Map<Name, Tool> tools = new LinkedHashMap<>();

    /** Manages the layers of a catalogue. */
    public LayerTools(LayerCatalog catalog) {
        tools.put(
                new NameImpl(NAMESPACE, "Layers"),
                new Tool(
                        "List of the map layers",
                        "Lists the raster layers that you may see, and the workspaces in which you may publish.",
                        Map.of(),
                        Map.entry(
                                "layers",
                                "A JSON object with workspaces, a list of names; and layers, a list of objects: name"
                                        + " (WORKSPACE:NAME), title, crs (EPSG:n, or empty), width and height [px],"
                                        + " pixelWidth and pixelHeight in unit (of the CRS), bands (name, unit), bytes of"
                                        + " the file (0: not known), created (ISO 8601, or empty), origin (the process"
                                        + " that made it, or empty) and own, which says whether you can rename and"
                                        + " remove it here."),
                        given -> LayerList.json(catalog)));
        tools.put(
                new NameImpl(NAMESPACE, "RenameLayer"),
                new Tool(
                        "Rename a map layer",
                        "Gives a map layer that came from Deforma another name in its workspace; its styles follow.",
                        inputs(
                                "layer", "The layer, WORKSPACE:NAME, one that came from Deforma.",
                                "name", "Its new name, without workspace: letters, digits and _ . -"),
                        Map.entry("layer", "The layer's new name, WORKSPACE:NAME."),
                        given -> {
                            String layer = full(catalog, given.get("layer"));
                            catalog.rename(layer, given.get("name"));
                            return layer.substring(0, layer.indexOf(':') + 1) + given.get("name");
                        }));
        tools.put(
                new NameImpl(NAMESPACE, "RemoveLayer"),
                new Tool(
                        "Remove a map layer",
                        "Removes a map layer that came from Deforma, with its file and its styles; it cannot be"
                                + " brought back.",
                        Map.of("layer", "The layer, WORKSPACE:NAME, one that came from Deforma."),
                        Map.entry("layer", "The name of what was removed, WORKSPACE:NAME."),
                        given -> {
                            String layer = full(catalog, given.get("layer"));
                            catalog.remove(layer);
                            return layer;
                        }));
    }

    /**
     * Offers these tools in the host's own name, as bundles offer theirs; a {@link ToolFactory} then has them.
     *
     * @param context of the framework
     */
    public static ServiceRegistration<ProcessFactory> register(BundleContext context, LayerCatalog catalog) {
        return context.registerService(
                ProcessFactory.class,
                new LayerTools(catalog),
                FrameworkUtil.asDictionary(Map.of("deforma.group", "Layers")));
    }

    private static Map<String, String> inputs(String first, String what, String second, String whatSecond) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put(first, what);
        inputs.put(second, whatSecond);
        return inputs;
    }

    /** A host with one workspace lets users leave it out. */
    private static String full(LayerCatalog catalog, String layer) {
        if (layer.contains(":")) {
            return layer;
        }
        List<String> workspaces = catalog.workspaces();
        if (workspaces.size() != 1) {
            throw new IllegalArgumentException(
                    "layer must be WORKSPACE:NAME, as deforma:Layers lists it, was '" + layer + "'");
        }
        return workspaces.get(0) + ":" + layer;
    }

    @Override
    public Process create(Name name) {
        Tool tool = tools.get(name);
        return (arguments, listener) -> {
            try {
                Map<String, String> given = tool.inputs().keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), input -> given(arguments, input)));
                return Map.of(tool.output().getKey(), tool.run().apply(given));
            } catch (IllegalArgumentException e) {
                throw new ProcessException(e.getMessage(), e);
            }
        };
    }

    private static String given(Map<String, Object> arguments, String input) {
        String text = Objects.toString(arguments.get(input), "").strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(input + " is missing");
        }
        return text;
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        return parameters(tools.get(name).inputs().entrySet().stream());
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> arguments) {
        return parameters(Stream.of(tools.get(name).output()));
    }

    private static Map<String, Parameter<?>> parameters(Stream<Map.Entry<String, String>> described) {
        Map<String, Parameter<?>> parameters = new LinkedHashMap<>();
        described.forEach(entry -> parameters.put(
                entry.getKey(),
                new Parameter<>(
                        entry.getKey(),
                        String.class,
                        new SimpleInternationalString(entry.getKey()),
                        new SimpleInternationalString(entry.getValue()))));
        return parameters;
    }

    @Override
    public Set<Name> getNames() {
        return Set.copyOf(tools.keySet());
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("Map layers");
    }

    @Override
    public InternationalString getTitle(Name name) {
        return new SimpleInternationalString(tools.get(name).title());
    }

    @Override
    public InternationalString getDescription(Name name) {
        return new SimpleInternationalString(tools.get(name).description());
    }

    @Override
    public String getVersion(Name name) {
        return "1.0.0";
    }

    /** {@inheritDoc} What they do is done at once. */
    @Override
    public boolean supportsProgress(Name name) {
        return false;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Map<RenderingHints.Key, ?> getImplementationHints() {
        return Map.of();
    }
}
