package org.deforma.standalone;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma devices}: what networks can run on here, and what raster files can be read. */
@Command(name = "devices", description = "Says what neural networks can run on here, and what reads raster files.")
final class DevicesCommand implements Callable<Integer> {
    private static final String GEOTOOLS =
            """
            {"kind": "reader", "name": "geotools", "available": true, "description": "GeoTools", "note": "reads GeoTIFF"}""";

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = new Session()) {
            JsonArray all = Report.parse(session.command("devices")).getAsJsonArray();
            all.add(Report.parse(GEOTOOLS));
            all.addAll(Report.parse(session.command("readers")).getAsJsonArray());
            if (json) {
                System.out.println(all);
                return 0;
            }
            for (JsonElement element : all) {
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
