package org.deforma.standalone.wps;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of several parts (RFC 2046): a request, which comes first or is named {@code request}, and files that it
 * refers to with {@code cid:NAME}. NAME is a part's Content-ID without its brackets, or its name in a form.
 *
 * @param <T> what the request is read as
 */
final class Multipart<T> {
    private static final int MAX_PARTS = 1000;
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 50;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
    private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=(?:\"([^\"]*)\"|([^\\s;]+))");

    private final InputStream in;
    private final byte[] delimiter;
    private final Map<String, Path> parts = new HashMap<>();
    private T root;

    /**
     * Reads the request.
     *
     * @param <T> what it makes of it
     */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads all parts, one after another; files go to the scratch folder.
     *
     * @param contentType names the boundary; case matters
     * @param reader of the request
     * @throws WpsException for a body of another form
     */
    static <T> Multipart<T> read(String contentType, InputStream body, Reader<T> reader, Scratch scratch)
            throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType.replace("Boundary=", "boundary="));
        if (!boundary.find()) {
            throw bad("its Content-Type names no boundary");
        }
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        Multipart<T> multipart = new Multipart<>(new BufferedInputStream(body, 1 << 16), name);
        multipart.readAll(reader, scratch);
        if (multipart.root == null) {
            throw bad("it has no part with a request");
        }
        return multipart;
    }

    /** What the reader made of the request. */
    T root() {
        return root;
    }

    /** Files by name. */
    Map<String, Path> parts() {
        return parts;
    }

    private static WpsException bad(String reason) {
        return WpsException.invalid("request", "the body cannot be read as several parts: " + reason);
    }

    private void readAll(Reader<T> reader, Scratch scratch) throws IOException {
        // What comes before the first delimiter has no meaning, and that one may lack its line break.
        try (PartStream preamble = new PartStream(in, delimiter, 2)) {
            preamble.drain();
        }
        int count = 0;
        while (!isLast()) {
            count++;
            if (count > MAX_PARTS) {
                throw bad("it has more than " + MAX_PARTS + " parts");
            }
            Map<String, String> headers = headers();
            String form = find(NAME, headers.getOrDefault("content-disposition", ""));
            String id = headers.getOrDefault("content-id", "").replaceAll("^<|>$", "");
            String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
            if (!encoding.toLowerCase(Locale.ROOT).matches("binary|7bit|8bit")) {
                throw bad("parts must be sent as they are, not in " + encoding);
            }
            try (PartStream part = new PartStream(in, delimiter, 0)) {
                if (root == null && (form.isEmpty() || form.equals("request"))) {
                    root = reader.read(part);
                } else {
                    Path file = scratch.file(".part");
                    try (OutputStream out = Scratch.write(file)) {
                        part.transferTo(out);
                    }
                    parts.put(id.isEmpty() ? form : id, file);
                }
                part.drain();
            }
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** After a delimiter: whether it was the last one. */
    private boolean isLast() throws IOException {
        String rest = line();
        if (rest.startsWith("--")) {
            return true;
        }
        if (!rest.isBlank()) {
            throw bad("a boundary is followed by '" + rest + "'");
        }
        return false;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || headers.size() > MAX_HEADERS) {
                throw bad("a part has a header that is none, or too many");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int value = in.read();
        while (value >= 0 && value != '\n') {
            line.write(value);
            if (line.size() > MAX_LINE) {
                throw bad("a line of its headers is too long");
            }
            value = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
