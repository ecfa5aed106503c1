package org.deforma.verify.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Requests to one server as one user. Thread-safe.
 *
 * @param client does the work
 * @param base address of the server without a slash at its end, such as {@code http://localhost:8080/geoserver}
 * @param authorization header of the user; empty for nobody
 */
public record Http(HttpClient client, String base, Optional<String> authorization) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Requests as nobody. */
    public static Http anonymous(String base) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new Http(client, base.replaceAll("/+$", ""), Optional.empty());
    }

    /** Requests to the same server as a user. */
    public Http as(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Http(client, base, Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
    }

    /** Requests to the same server as nobody. */
    public Http asNobody() {
        return new Http(client, base, Optional.empty());
    }

    /**
     * Asks for something.
     *
     * @param path below the base, with a slash in front; or a whole address
     */
    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Asks with parameters, which are encoded here. */
    public Answer get(String path, Map<String, ?> parameters) throws IOException, InterruptedException {
        return get(path + "?"
                + parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(String.valueOf(entry.getValue())))
                        .collect(Collectors.joining("&")));
    }

    /** Sends something. */
    public Answer send(String method, String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Sends text. */
    public Answer send(String method, String path, String type, String body) throws IOException, InterruptedException {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Removes something. */
    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("/") ? base + path : path))
                .timeout(PATIENCE);
        authorization.ifPresent(header -> request.header("Authorization", header));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** Text as part of an address. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
