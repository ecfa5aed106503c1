package org.deforma.verify.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The catalogue and the files of a server, by REST. Thread-safe.
 *
 * @param http how to reach it, as an administrator
 */
public record Catalogue(Http http) {
    private static final String JSON = "application/json";

    private static String workspace(String name) {
        return "/rest/workspaces/" + name;
    }

    /** Makes a workspace. */
    public void makeWorkspace(String name) throws IOException, InterruptedException {
        http.send("POST", "/rest/workspaces", JSON, "{\"workspace\":{\"name\":\"" + name + "\"}}")
                .orFail("POST /rest/workspaces");
    }

    /** Removes a workspace with everything in it, its files too. */
    public void removeWorkspace(String name) throws IOException, InterruptedException {
        http.delete(workspace(name) + "?recurse=true");
        http.delete("/rest/resource/data/" + name);
        http.delete("/rest/resource/workspaces/" + name);
    }

    /** Whether anything of a workspace is there: itself, or files. */
    public boolean holds(String name) throws IOException, InterruptedException {
        return http.get(workspace(name) + ".json?quietOnNotFound=true").fine()
                || !files("data/" + name).isEmpty()
                || !files("workspaces/" + name).isEmpty();
    }

    /** Makes a store, coverage and layer of a GeoTIFF that is sent along. */
    public void upload(String workspace, String name, byte[] tiff) throws IOException, InterruptedException {
        http.send(
                        "PUT",
                        workspace(workspace) + "/coveragestores/" + name + "/file.geotiff?configure=first&coverageName="
                                + name,
                        "image/tiff",
                        tiff)
                .orFail("upload of " + name);
    }

    /** Names of what is in a workspace, such as {@code styles} or {@code coveragestores}. */
    public List<String> names(String workspace, String kind) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonElement item :
                items(http.get(workspace(workspace) + "/" + kind + ".json").json())) {
            names.add(item.getAsJsonObject().get("name").getAsString());
        }
        names.sort(null);
        return names;
    }

    /** A layer as REST tells it. */
    public JsonObject layer(String workspace, String name) throws IOException, InterruptedException {
        return http.get(workspace(workspace) + "/layers/" + name + ".json")
                .json()
                .getAsJsonObject()
                .getAsJsonObject("layer");
    }

    /** Whether something is there, such as {@code styles} and a name. */
    public boolean has(String workspace, String kind, String name) throws IOException, InterruptedException {
        return names(workspace, kind).contains(name);
    }

    /** Paths of all files below a folder of the data directory; none where there is no such folder. */
    public List<String> files(String folder) throws IOException, InterruptedException {
        Answer answer = http.get("/rest/resource/" + folder, Map.of("format", "json"));
        List<String> files = new ArrayList<>();
        if (!answer.fine() || !answer.type().contains("json")) {
            return files;
        }
        JsonElement root = answer.json();
        JsonObject directory = root.isJsonObject() ? root.getAsJsonObject().getAsJsonObject("ResourceDirectory") : null;
        if (directory == null) {
            return files;
        }
        for (JsonElement child : items(directory.get("children"))) {
            JsonObject entry = child.getAsJsonObject();
            String path = folder + "/" + entry.get("name").getAsString();
            // A folder is told in JSON; the answer says so in no other way.
            boolean isFile =
                    !entry.getAsJsonObject("link").get("type").getAsString().equals("application/json")
                            || path.endsWith(".json");
            if (isFile) {
                files.add(path);
            } else {
                files.addAll(files(path));
            }
        }
        files.sort(null);
        return files;
    }

    /** The one array that is somewhere in an answer; empty where there is none, as GeoServer writes empty lists. */
    private static JsonArray items(JsonElement json) {
        if (json == null || json.isJsonPrimitive() || json.isJsonNull()) {
            return new JsonArray();
        }
        if (json.isJsonArray()) {
            return json.getAsJsonArray();
        }
        JsonObject object = json.getAsJsonObject();
        return items(object.get(object.keySet().iterator().next()));
    }
}
