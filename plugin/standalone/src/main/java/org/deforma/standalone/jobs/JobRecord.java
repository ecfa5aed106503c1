package org.deforma.standalone.jobs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A job as JSON text, as it lies on disk. */
final class JobRecord {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JobRecord() {}

    static String write(Job job) {
        JsonObject json = new JsonObject();
        json.addProperty("id", job.id().toString());
        json.addProperty("process", job.process());
        json.addProperty("state", job.state().name());
        json.addProperty("percent", job.percent());
        json.addProperty("created", job.created().toString());
        job.started().ifPresent(time -> json.addProperty("started", time.toString()));
        job.ended().ifPresent(time -> json.addProperty("ended", time.toString()));
        json.addProperty("error", job.error());
        JsonArray outputs = new JsonArray();
        for (JobOutput output : job.outputs()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", output.name());
            entry.addProperty("mimeType", output.mimeType());
            output.text().ifPresent(text -> entry.addProperty("text", text));
            output.file().ifPresent(file -> entry.addProperty("file", file));
            outputs.add(entry);
        }
        json.add("outputs", outputs);
        return GSON.toJson(json);
    }

    /** @throws IllegalArgumentException when it is not a whole record */
    static Job read(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            List<JobOutput> outputs = new ArrayList<>();
            for (JsonElement element : json.getAsJsonArray("outputs")) {
                JsonObject entry = element.getAsJsonObject();
                outputs.add(new JobOutput(
                        string(entry, "name").orElseThrow(),
                        string(entry, "mimeType").orElse(""),
                        string(entry, "text"),
                        string(entry, "file")));
            }
            return new Job(
                    UUID.fromString(string(json, "id").orElseThrow()),
                    string(json, "process").orElseThrow(),
                    Job.State.valueOf(string(json, "state").orElseThrow()),
                    json.get("percent").getAsInt(),
                    "",
                    Instant.parse(string(json, "created").orElseThrow()),
                    string(json, "started").map(Instant::parse),
                    string(json, "ended").map(Instant::parse),
                    string(json, "error").orElse(""),
                    outputs);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException
                | java.util.NoSuchElementException
                | DateTimeException e) {
            throw new IllegalArgumentException("not a job's record: " + e.getMessage(), e);
        }
    }

    private static Optional<String> string(JsonObject json, String name) {
        return json.has(name) ? Optional.of(json.get(name).getAsString()) : Optional.empty();
    }
}
