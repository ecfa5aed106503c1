package org.deforma.host.tools;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * All tools that the bundles of a framework offer at this moment, as one factory. Thread-safe.
 *
 * <p>Hosts know factories by their class, keep one of each class, and write the names of the classes into their
 * configuration; a bundle's class would not be there when that is read again. So there is this one, of the host's own.
 */
public final class ToolFactory implements ProcessFactory, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ToolFactory.class.getName());

    private final List<ToolExtension> extensions;
    private final Drain drain;
    private final Runnable changed;
    private final ServiceTracker<ProcessFactory, Offer> tracker;
    private final Set<Offer> offers = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * How long runs are waited for when what they need is to go.
     *
     * @param patience how long they may go on [s]
     * @param grace how long they are waited for once they are cancelled [s]
     */
    public record Drain(long patience, long grace) {}

    /**
     * Begins to look for tools.
     *
     * @param context of the framework
     * @param extensions what the host adds to each tool, the outermost last
     * @param drain when a tool goes; with {@link #close} runs are cancelled at once
     * @param changed called after tools came or went
     */
    public ToolFactory(BundleContext context, List<ToolExtension> extensions, Drain drain, Runnable changed) {
        this.extensions = List.copyOf(extensions);
        this.drain = drain;
        this.changed = changed;
        this.tracker = new ServiceTracker<>(context, ProcessFactory.class, new Customizer(context));
        tracker.open();
    }

    private final class Customizer implements ServiceTrackerCustomizer<ProcessFactory, Offer> {
        private final BundleContext context;

        Customizer(BundleContext context) {
            this.context = context;
        }

        @Override
        public Offer addingService(ServiceReference<ProcessFactory> reference) {
            ProcessFactory factory = context.getService(reference);
            if (factory == null) {
                return null;
            }
            try {
                factory.getNames().forEach(name -> describe(factory, name));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> reference.getBundle()
                                + " offers a process that cannot be described; its tools are left out");
                context.ungetService(reference);
                return null;
            }
            Offer offer = new Offer(reference, factory);
            offers.add(offer);
            changed.run();
            return offer;
        }

        @Override
        public void modifiedService(ServiceReference<ProcessFactory> reference, Offer offer) {}

        @Override
        public void removedService(ServiceReference<ProcessFactory> reference, Offer offer) {
            offer.drain(closing ? 0 : drain.patience(), drain.grace());
            offers.removeIf(each -> !each.isDescribed());
            context.ungetService(reference);
            changed.run();
        }
    }

    /** Hosts describe all processes in one answer, which one that cannot be described would spoil. */
    private void describe(ProcessFactory factory, Name name) {
        Objects.requireNonNull(factory.getTitle(name), "title");
        Objects.requireNonNull(factory.getDescription(name), "description");
        inputs(factory, name, extensions.size());
        outputs(factory, name);
    }

    private Stream<Offer> offers() {
        offers.removeIf(offer -> !offer.isDescribed());
        return offers.stream();
    }

    private Optional<Offer> offer(Name name) {
        return offers().filter(offer -> offer.factory().getNames().contains(name))
                .sorted()
                .findFirst();
    }

    private Optional<ProcessFactory> factory(Name name) {
        return offer(name).map(Offer::factory);
    }

    @Override
    public Set<Name> getNames() {
        return offers().flatMap(offer -> offer.factory().getNames().stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("Ground deformation from satellite images");
    }

    @Override
    public InternationalString getTitle(Name name) {
        return factory(name).map(factory -> factory.getTitle(name)).orElse(null);
    }

    /**
     * {@inheritDoc} The last sentence names the group in which the toolbox shows the tool, {@code Toolbox: InSAR.}; WPS has
     * no other place for it that all servers write.
     */
    @Override
    public InternationalString getDescription(Name name) {
        return offer(name)
                .map(offer -> new SimpleInternationalString(
                        offer.factory().getDescription(name) + " Toolbox: " + offer.group() + "."))
                .orElse(null);
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        return factory(name)
                .map(factory -> inputs(factory, name, extensions.size()))
                .orElse(null);
    }

    private Map<String, Parameter<?>> inputs(ProcessFactory factory, Name name, int extended) {
        Map<String, Parameter<?>> outputs = factory.getResultInfo(name, null);
        Map<String, Parameter<?>> inputs = new LinkedHashMap<>(factory.getParameterInfo(name));
        for (ToolExtension extension : extensions.subList(0, extended)) {
            Map<String, Parameter<?>> before = inputs;
            inputs = extension.inputs(before, outputs);
            outputs = extension.outputs(before, outputs);
        }
        return inputs;
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> arguments) {
        return factory(name).map(factory -> outputs(factory, name)).orElse(null);
    }

    private Map<String, Parameter<?>> outputs(ProcessFactory factory, Name name) {
        Map<String, Parameter<?>> outputs = factory.getResultInfo(name, null);
        for (int i = 0; i < extensions.size(); i++) {
            outputs = extensions.get(i).outputs(inputs(factory, name, i), outputs);
        }
        return outputs;
    }

    /** {@inheritDoc} Never null: a tool may have gone since the host saw it, and says so when it is run. */
    @Override
    public Process create(Name name) {
        return offer(name)
                .map(offer -> offer.guarded(name, () -> extended(offer.factory(), name)))
                .orElse((arguments, listener) -> {
                    throw Offer.gone(name);
                });
    }

    private Process extended(ProcessFactory factory, Name name) {
        Process process = factory.create(name);
        for (int i = 0; i < extensions.size(); i++) {
            Process inner = process;
            ToolExtension extension = extensions.get(i);
            Map<String, Parameter<?>> inputs = inputs(factory, name, i);
            process = (arguments, listener) -> extension.run(inner, inputs, arguments, listener);
        }
        Process last = process;
        List<String> order = List.copyOf(outputs(factory, name).keySet());
        Map<String, Parameter<?>> inputs = inputs(factory, name, extensions.size());
        return (arguments, listener) -> inOrder(last.execute(read(inputs, arguments, listener), listener), order);
    }

    /** GeoServer reads an input when it is first asked for, and fails then, without saying which. */
    private static Map<String, Object> read(
            Map<String, Parameter<?>> inputs, Map<String, Object> arguments, ProgressListener listener) {
        Set<String> names = new LinkedHashSet<>(inputs.keySet());
        names.retainAll(arguments.keySet());
        names.addAll(arguments.keySet());
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            try {
                values.put(name, arguments.get(name));
            } catch (RuntimeException e) {
                if (listener.isCanceled()) {
                    throw e;
                }
                boolean raster = inputs.containsKey(name) && inputs.get(name).type == GridCoverage2D.class;
                throw new IllegalArgumentException(
                        name
                                + (raster ? " cannot be read as a raster, such as a GeoTIFF: " : " cannot be read: ")
                                + e.getMessage(),
                        e);
            }
        }
        return values;
    }

    /** GeoServer up to 2.27 takes the first of the results, not the first output, for the raw answer. */
    private static Map<String, Object> inOrder(Map<String, Object> results, List<String> order) {
        Map<String, Object> sorted = new LinkedHashMap<>();
        for (String output : order) {
            if (results.get(output) != null) {
                sorted.put(output, results.get(output));
            }
        }
        return sorted;
    }

    @Override
    public boolean supportsProgress(Name name) {
        return factory(name).map(factory -> factory.supportsProgress(name)).orElse(false);
    }

    @Override
    public String getVersion(Name name) {
        return factory(name).map(factory -> factory.getVersion(name)).orElse(null);
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Map<RenderingHints.Key, ?> getImplementationHints() {
        return Map.of();
    }

    /** Cancels what runs, waits for it, and offers nothing any more. */
    @Override
    public void close() {
        closing = true;
        tracker.close();
        // One that an update waits for already is no longer the tracker's.
        offers.forEach(offer -> offer.drain(0, drain.grace()));
    }
}
