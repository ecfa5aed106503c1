package org.deforma.standalone;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma models}: every installed model, and whether it can be used. */
@Command(
        name = "models",
        description = "Lists the neural networks that are installed.",
        footer = {
            "",
            "A model bundle (a jar; 'deforma pack' makes one) that is put into the folder for models is installed. That is",
            "the folder which -Ddeforma.models=DIR in DEFORMA_JAVA_OPTS names, else ~/.local/share/deforma/models."
        })
final class ModelsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the whole description as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = new Session()) {
            Map<String, Object> results = session.process("Models").create().execute(Map.of(), session.progress());
            String list = (String) results.values().iterator().next();
            System.out.println(json ? list : text(Report.parse(list).getAsJsonArray()));
        }
        return 0;
    }

    private static String text(JsonArray models) {
        if (models.isEmpty()) {
            return "No model is installed; put model bundles into " + Session.models();
        }
        List<JsonObject> all = StreamSupport.stream(models.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
        int width = all.stream()
                .mapToInt(model -> word(model, "name").length())
                .max()
                .orElse(0);
        return all.stream().map(model -> line(model, width)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(JsonObject model, int width) {
        boolean usable = model.get("usable").getAsBoolean();
        return "%-"
                .concat(width + "s  %-8s %-17s %s")
                .formatted(
                        word(model, "name"),
                        word(model, "version"),
                        usable ? word(model, "layout") : "refused",
                        usable ? word(model, "title") : word(model, "refusal"));
    }

    private static String word(JsonObject model, String member) {
        JsonElement value = model.get(member);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
