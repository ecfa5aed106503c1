package org.deforma.itest.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of WPS that knows as much as a test needs. */
record Wps(URI address) {
    private static final Pattern EXECUTION = Pattern.compile("executionId=([0-9a-f-]{36})");

    /** Asks by GET. */
    String ask(String query) throws IOException, InterruptedException {
        return get("wps?service=WPS&version=1.0.0&" + query);
    }

    /** Any address of the server. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Runs a tool and waits for its answer. */
    String execute(String process, String inputs, String outputs) throws IOException, InterruptedException {
        return ask("request=Execute&identifier=" + process + "&DataInputs=" + encoded(inputs) + "&ResponseDocument="
                + outputs);
    }

    /** Starts a tool in the background; the run's id. */
    String start(String process, String inputs, String outputs) throws IOException, InterruptedException {
        String answer = execute(process, inputs, outputs + "&storeExecuteResponse=true&status=true");
        Matcher id = EXECUTION.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException("not accepted: " + answer);
        }
        return id.group(1);
    }

    /** Status document of a run. */
    String status(String id) throws IOException, InterruptedException {
        return ask("request=GetExecutionStatus&executionId=" + id);
    }

    /** Waits until the status document of a run holds a word. */
    String await(String id, String... words) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            String status = status(id);
            for (String word : words) {
                if (status.contains(word)) {
                    return status;
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("still " + status(id));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
