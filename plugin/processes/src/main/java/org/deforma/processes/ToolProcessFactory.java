package org.deforma.processes;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * A factory of one annotated process in the namespace {@code deforma}. Thread-safe where the process is.
 *
 * <p>One factory a tool, so that a tool comes and goes with its bundles without touching the others.
 */
abstract class ToolProcessFactory extends AnnotatedBeanProcessFactory {
    /** The prefix of every process of Deforma. */
    static final String NAMESPACE = "deforma";

    private final Object process;

    /**
     * A factory of one process.
     *
     * @param process an object of a class called <em>Name</em>{@code Process}, with one annotated {@code execute};
     *     used for all runs
     */
    ToolProcessFactory(Object process) {
        super(new SimpleInternationalString("Ground deformation from satellite images"), NAMESPACE, process.getClass());
        this.process = process;
    }

    @Override
    protected Object createProcessBean(Name name) {
        return process;
    }

    @Override
    public Process create(Name name) {
        return new ToolProcess(super.create(name), getParameterInfo(name));
    }

    @Override
    public boolean supportsProgress(Name name) {
        return true;
    }

    /** The inputs, with the words of {@code meta = "options=a,b"} as the list of allowed values that hosts look for. */
    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        Map<String, Parameter<?>> inputs = new LinkedHashMap<>(super.getParameterInfo(name));
        inputs.replaceAll((key, input) -> withOptions(input));
        return Collections.unmodifiableMap(inputs);
    }

    private static <T> Parameter<T> withOptions(Parameter<T> input) {
        if (!(input.metadata.get(Parameter.OPTIONS) instanceof String words)) {
            return input;
        }
        Map<String, Object> metadata = new HashMap<>(input.metadata);
        metadata.put(Parameter.OPTIONS, List.of(words.split(",")));
        return copy(input, input.required, input.minOccurs, metadata);
    }

    /**
     * The outputs, of which the main one alone is required: GeoTools takes the first that is for the value of the process
     * where it serves as a function, in styles, and gets it the wrong way round from annotations.
     */
    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> arguments) {
        Map<String, Parameter<?>> outputs = new LinkedHashMap<>(super.getResultInfo(name, arguments));
        String main = outputs.keySet().iterator().next();
        outputs.replaceAll((key, output) -> {
            boolean required = key.equals(main);
            return copy(output, required, required ? 1 : 0, output.metadata);
        });
        return Collections.unmodifiableMap(outputs);
    }

    private static <T> Parameter<T> copy(
            Parameter<T> parameter, boolean required, int minOccurs, Map<String, Object> metadata) {
        return new Parameter<>(
                parameter.key,
                parameter.type,
                parameter.title,
                parameter.description,
                required,
                minOccurs,
                parameter.maxOccurs,
                parameter.sample,
                metadata);
    }
}
