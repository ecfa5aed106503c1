package org.deforma.standalone.wps;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.geotools.process.ProcessFactory;

/** The processes that there are at the moment. */
final class Tools {
    private final ProcessFactory factory;

    Tools(ProcessFactory factory) {
        this.factory = factory;
    }

    /** All, in order of their identifiers. */
    List<Tool> all() {
        return factory.getNames().stream()
                .map(name -> Tool.of(factory, name))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Tool::id))
                .toList();
    }

    /** One; empty when there is none of that identifier. */
    Optional<Tool> lookUp(String id) {
        return factory.getNames().stream()
                .filter(name -> Tool.id(name).equals(id))
                .map(name -> Tool.of(factory, name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * One.
     *
     * @throws WpsException when there is none of that identifier
     */
    Tool find(String id) {
        return lookUp(id)
                .orElseThrow(() -> WpsException.invalid(
                        "Identifier", "there is no process '" + id + "'; GetCapabilities lists those that there are"));
    }
}
