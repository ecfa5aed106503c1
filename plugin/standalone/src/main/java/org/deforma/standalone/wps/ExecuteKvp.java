package org.deforma.standalone.wps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.deforma.standalone.wps.Execute.Complex;
import org.deforma.standalone.wps.Execute.Form;
import org.deforma.standalone.wps.Execute.Given;
import org.deforma.standalone.wps.Execute.Literal;
import org.deforma.standalone.wps.Execute.Reference;
import org.deforma.standalone.wps.Execute.Value;
import org.deforma.standalone.wps.Execute.Wanted;

/**
 * Reads an Execute request from an address: {@code DataInputs=a=1;b=@xlink:href=...@mimeType=image/tiff}.
 *
 * <p>The standard wants each value escaped before they are put together; most clients escape the whole. When a bare
 * {@code =} separates names from values the first was done, else the second.
 */
final class ExecuteKvp {
    private ExecuteKvp() {}

    /**
     * Reads.
     *
     * @throws WpsException for an unknown process, input or output
     */
    static Execute read(Kvp kvp, Function<String, Tool> tools) {
        Tool tool = tools.apply(kvp.need("Identifier"));
        List<Given> inputs = new ArrayList<>();
        for (Item item : items(kvp, "DataInputs")) {
            inputs.add(new Given(tool.input(item.name()).key, value(tool, item)));
        }
        Optional<Wanted> raw = items(kvp, "RawDataOutput").stream().findFirst().map(item -> wanted(tool, item));
        List<Wanted> outputs = items(kvp, "ResponseDocument").stream()
                .map(item -> wanted(tool, item))
                .toList();
        Form form = new Form(
                raw,
                raw.isPresent() ? List.of() : outputs,
                flag(kvp, "storeExecuteResponse"),
                flag(kvp, "status"),
                flag(kvp, "lineage"));
        return new Execute(tool.id(), inputs, form);
    }

    /** {@code name=value@attribute=value}, all of it as it was before it was escaped. */
    private record Item(String name, String value, List<String[]> attributes) {
        String attribute(String name) {
            return attributes.stream()
                    .filter(pair -> pair[0].equalsIgnoreCase(name))
                    .map(pair -> pair[1])
                    .findFirst()
                    .orElse("");
        }
    }

    private static List<Item> items(Kvp kvp, String parameter) {
        String raw = kvp.raw(parameter).orElse("");
        boolean each = raw.indexOf('=') >= 0;
        String text = each ? raw : Kvp.decode(raw);
        UnaryOperator<String> decode = each ? Kvp::decode : UnaryOperator.identity();
        return Arrays.stream(text.strip().split(";", -1))
                .filter(item -> !item.isBlank())
                .map(item -> item(item, decode))
                .toList();
    }

    private static Item item(String text, UnaryOperator<String> decode) {
        String[] parts = text.split("@", -1);
        List<String[]> attributes = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length == 2 && pair[0].strip().matches("[A-Za-z:]+")) {
                attributes.add(new String[] {pair[0].strip().replace("xlink:", ""), decode.apply(pair[1])});
            } else {
                // Part of a value that was not escaped.
                int last = attributes.size() - 1;
                if (last < 0) {
                    parts[0] += "@" + parts[i];
                } else {
                    attributes.get(last)[1] += "@" + decode.apply(parts[i]);
                }
            }
        }
        String[] pair = parts[0].split("=", 2);
        return new Item(decode.apply(pair[0]).strip(), pair.length < 2 ? "" : decode.apply(pair[1]), attributes);
    }

    private static Value value(Tool tool, Item item) {
        String href = item.attribute("href");
        String mimeType = item.attribute("mimeType");
        if (!href.isEmpty()) {
            String address = href.matches("(?i)[a-z]+%3a.*") ? Kvp.decode(href) : href;
            return new Reference(mimeType, address, Optional.empty());
        }
        return switch (Kind.of(tool.input(item.name()))) {
            case LITERAL -> new Literal(item.value());
            case GEOMETRY -> new Complex(mimeType, item.value(), false);
            case RASTER ->
                throw WpsException.invalid(
                        item.name(),
                        item.name() + ": in an address a raster is named by reference to a layer:"
                                + " @xlink:href=http://geoserver/wcs?request=GetCoverage&identifier=WORKSPACE:NAME,"
                                + " escaped");
        };
    }

    private static Wanted wanted(Tool tool, Item item) {
        String reference = item.attribute("asReference");
        return new Wanted(tool.output(item.name()).key, item.attribute("mimeType"), reference.equalsIgnoreCase("true"));
    }

    private static boolean flag(Kvp kvp, String name) {
        return kvp.get(name).filter("true"::equalsIgnoreCase).isPresent();
    }
}
