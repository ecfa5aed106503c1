package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;

/** A factory of one process {@code test:NAME} with an input {@code number} and two outputs. */
class FakeTools implements ProcessFactory {
    private final String name;
    private final String description;
    private final Process process;

    FakeTools(String name, String description, Process process) {
        this.name = name;
        this.description = description;
        this.process = process;
    }

    static Name name(String process) {
        return new NameImpl("test", process);
    }

    /** What a host says of {@code test:Run}, without the group, which the fake ones do not name. */
    static String description(ToolFactory tools) {
        String description = tools.getDescription(name("Run")).toString();
        String group = " Toolbox: Other tools.";
        assertTrue(description.endsWith(group), description);
        return description.substring(0, description.length() - group.length());
    }

    @Override
    public Set<Name> getNames() {
        return Set.of(name(name));
    }

    @Override
    public Process create(Name process) {
        return this.process;
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name process) {
        return Map.of("number", new Parameter<>("number", Integer.class, 0, 1));
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name process, Map<String, Object> arguments) {
        Map<String, Parameter<?>> outputs = new LinkedHashMap<>();
        outputs.put("result", new Parameter<>("result", String.class));
        outputs.put("report", new Parameter<>("report", String.class));
        return outputs;
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("Test");
    }

    @Override
    public InternationalString getTitle(Name process) {
        return new SimpleInternationalString(name);
    }

    @Override
    public InternationalString getDescription(Name process) {
        return new SimpleInternationalString(description);
    }

    @Override
    public String getVersion(Name process) {
        return "1.0.0";
    }

    @Override
    public boolean supportsProgress(Name process) {
        return true;
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
