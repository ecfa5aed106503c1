package org.deforma.host.tools;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/** The processes that a set of factories offers, sorted by name. */
public final class ProcessCatalog {
    /**
     * One process.
     *
     * @param factory makes it
     * @param id name within the factory
     */
    public record Entry(ProcessFactory factory, Name id) {
        /** Prefix and name, such as {@code deforma:Displacement}. */
        public String name() {
            return id.getNamespaceURI() + ":" + id.getLocalPart();
        }

        /** A title of a few words. */
        public String title() {
            return factory.getTitle(id).toString();
        }

        /** What it does. */
        public String description() {
            return factory.getDescription(id).toString();
        }

        /** Inputs by name, in order. */
        public Map<String, Parameter<?>> inputs() {
            return factory.getParameterInfo(id);
        }

        /** Outputs by name, the main one first. */
        public Map<String, Parameter<?>> outputs() {
            return factory.getResultInfo(id, null);
        }

        /** A process to run once. */
        public Process create() {
            return factory.create(id);
        }
    }

    private final List<Entry> entries;

    /** The processes of the given factories as they are now. */
    public ProcessCatalog(List<ProcessFactory> factories) {
        this.entries = factories.stream()
                .flatMap(factory -> factory.getNames().stream().map(id -> new Entry(factory, id)))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** All processes. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * A process by its name.
     *
     * @param name with or without the prefix, in upper or lower case
     */
    public Optional<Entry> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return entries.stream()
                .filter(entry -> Stream.of(entry.name(), entry.id().getLocalPart())
                        .anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(wanted)))
                .findFirst();
    }
}
