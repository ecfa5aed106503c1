package org.deforma.standalone;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code deforma describe NAME}: what a process does, its inputs and outputs. */
@Command(name = "describe", description = "Describes a process: what it does, its inputs and its outputs.")
final class DescribeCommand implements Callable<Integer> {
    private static final int LINE = 100;

    @Parameters(paramLabel = "NAME", description = "Name of the process, with or without the prefix.")
    private String name;

    @Override
    public Integer call() {
        try (Session session = new Session()) {
            System.out.print(text(session.process(name)));
        }
        return 0;
    }

    /** The description as text. */
    static String text(ProcessCatalog.Entry process) {
        StringBuilder text = new StringBuilder();
        text.append(process.name()).append(": ").append(process.title()).append("\n\n");
        text.append(wrap(process.description(), "")).append("\nInputs\n");
        for (Parameter<?> input : process.inputs().values()) {
            text.append("  --")
                    .append(input.key)
                    .append(' ')
                    .append(kind(input))
                    .append("  ");
            text.append('(').append(limits(input)).append(")\n").append(wrap(input.description.toString(), "      "));
        }
        text.append("\nOutputs\n");
        for (Parameter<?> output : process.outputs().values()) {
            String kind = GridCoverage2D.class.isAssignableFrom(output.type) ? "GeoTIFF, --output FILE" : "text";
            text.append("  ").append(output.key).append("  (").append(kind).append(")\n");
            text.append(wrap(output.description.toString(), "      "));
        }
        return text.toString();
    }

    private static String kind(Parameter<?> input) {
        Class<?> type = input.type;
        String kind;
        if (GridCoverage2D.class.isAssignableFrom(type)) {
            kind = "FILE";
        } else if (type == Integer.class || type == Long.class) {
            kind = "WHOLE-NUMBER";
        } else if (Number.class.isAssignableFrom(type)) {
            kind = "NUMBER";
        } else if (Geometry.class.isAssignableFrom(type)) {
            kind = "WKT";
        } else if (input.metadata.get(Parameter.OPTIONS) instanceof List<?> options) {
            kind = String.join("|", options.stream().map(Object::toString).toList());
        } else {
            kind = type == Boolean.class ? "true|false" : "TEXT";
        }
        return input.maxOccurs > 1 ? kind + " ..." : kind;
    }

    private static String limits(Parameter<?> input) {
        StringJoiner limits = new StringJoiner(", ");
        if (input.minOccurs > 0) {
            limits.add("required");
        } else {
            limits.add(input.sample == null ? "optional" : "default " + Report.number(input.sample));
        }
        Object least = input.metadata.get(Parameter.MIN);
        Object most = input.metadata.get(Parameter.MAX);
        if (least != null && most != null) {
            limits.add(Report.number(least) + " to " + Report.number(most));
        } else if (least != null) {
            limits.add(Report.number(least) + " or more");
        } else if (most != null) {
            limits.add("at most " + Report.number(most));
        }
        return limits.toString();
    }

    private static String wrap(String text, String indent) {
        StringBuilder wrapped = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split("\\s+", -1)) {
            if (line.length() > indent.length() && line.length() + word.length() >= LINE) {
                wrapped.append(line.toString().stripTrailing()).append('\n');
                line.setLength(indent.length());
            }
            line.append(word).append(' ');
        }
        return wrapped.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
