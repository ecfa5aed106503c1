package org.deforma.standalone;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma devices}: what networks can run on here. */
@Command(name = "devices", description = "Says what neural networks can run on here.")
final class DevicesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = new Session()) {
            String list = session.command("devices");
            if (json) {
                System.out.println(list);
                return 0;
            }
            for (JsonElement element : Report.parse(list).getAsJsonArray()) {
                JsonObject device = element.getAsJsonObject();
                System.out.printf(
                        "%-8s %-14s %s%n",
                        device.get("name").getAsString(),
                        device.get("available").getAsBoolean() ? "available" : "not available",
                        device.get("description").getAsString() + "; "
                                + device.get("note").getAsString());
            }
        }
        return 0;
    }
}
