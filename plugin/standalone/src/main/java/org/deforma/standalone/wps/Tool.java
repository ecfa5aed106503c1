package org.deforma.standalone.wps;

import java.util.Map;
import java.util.Objects;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/**
 * A process as it is described at the moment.
 *
 * @param id such as {@code deforma:Displacement}
 * @param title for people
 * @param description for people
 * @param version of the process
 * @param inputs in order
 * @param outputs in order, the main one first
 * @param name in its factory
 * @param factory makes it
 */
record Tool(
        String id,
        String title,
        String description,
        String version,
        Map<String, Parameter<?>> inputs,
        Map<String, Parameter<?>> outputs,
        Name name,
        ProcessFactory factory) {

    /** Describes; null for one that has gone meanwhile. */
    static Tool of(ProcessFactory factory, Name name) {
        Map<String, Parameter<?>> inputs = factory.getParameterInfo(name);
        Map<String, Parameter<?>> outputs = factory.getResultInfo(name, null);
        if (inputs == null || outputs == null) {
            return null;
        }
        return new Tool(
                id(name),
                Objects.toString(factory.getTitle(name), id(name)),
                Objects.toString(factory.getDescription(name), ""),
                Objects.toString(factory.getVersion(name), "1.0.0"),
                inputs,
                outputs,
                name,
                factory);
    }

    static String id(Name name) {
        return name.getNamespaceURI() + ":" + name.getLocalPart();
    }

    /** One to run once. */
    Process create() {
        return factory.create(name);
    }

    /**
     * An input.
     *
     * @throws WpsException when there is none of that name
     */
    Parameter<?> input(String input) {
        Parameter<?> parameter = inputs.get(input);
        if (parameter == null) {
            throw WpsException.invalid(
                    input, id + " has no input '" + input + "'; it has " + String.join(", ", inputs.keySet()));
        }
        return parameter;
    }

    /**
     * An output.
     *
     * @throws WpsException when there is none of that name
     */
    Parameter<?> output(String output) {
        Parameter<?> parameter = outputs.get(output);
        if (parameter == null) {
            throw WpsException.invalid(
                    output, id + " has no output '" + output + "'; it has " + String.join(", ", outputs.keySet()));
        }
        return parameter;
    }
}
