package org.deforma.verify.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.table.Failed;

/**
 * The WPS of a server. Thread-safe.
 *
 * @param http how to reach it, and as whom
 */
public record Wps(Http http) {
    private static final String ADDRESS = "/ows";
    private static final String FAILED = "Process failed during execution";

    /** What the server offers. */
    public Xml capabilities() throws IOException, InterruptedException {
        return ask(Map.of("request", "GetCapabilities"));
    }

    /** Identifiers of all processes of Deforma. */
    public List<String> tools() throws IOException, InterruptedException {
        return capabilities().all("Process").stream()
                .map(process -> process.first("Identifier").text())
                .filter(name -> name.startsWith("deforma:"))
                .sorted()
                .toList();
    }

    /** What one process takes and gives. */
    public Xml describe(String process) throws IOException, InterruptedException {
        return ask(Map.of("request", "DescribeProcess", "identifier", process)).first("ProcessDescription");
    }

    /** Any other request of WPS by address. */
    public Xml ask(Map<String, String> parameters) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("service", "WPS", "version", "1.0.0"));
        all.putAll(parameters);
        Xml answer = http.get(ADDRESS, all).xml();
        Failed.unless(!isRefusal(answer), "an answer to " + parameters, answer.text());
        return answer;
    }

    /** Runs a process, and returns what it says, whatever that is. */
    public Answer run(Execute request) throws IOException, InterruptedException {
        return http.send("POST", ADDRESS, "application/xml", request.xml());
    }

    /** Runs a process for a GeoTIFF. */
    public GeoTiff tiff(Execute request) throws IOException, InterruptedException {
        Answer answer = run(request.rawTiff());
        Failed.unless(answer.fine() && answer.type().startsWith("image/tiff"), "a GeoTIFF", told(answer));
        return GeoTiff.parse(answer.body());
    }

    /** Runs a process for the text of outputs, by their names. */
    public Map<String, String> texts(Execute request, String... outputs) throws IOException, InterruptedException {
        Answer answer = run(request.document(outputs));
        Failed.unless(answer.type().contains("xml"), "a response document", answer);
        Xml document = answer.xml();
        Failed.unless(document.find("ProcessSucceeded").isPresent(), "ProcessSucceeded", told(answer));
        Map<String, String> texts = new LinkedHashMap<>();
        for (Xml output : document.first("ProcessOutputs").children("Output")) {
            texts.put(output.first("Identifier").text(), output.first("Data").text());
        }
        for (String output : outputs) {
            Failed.unless(texts.containsKey(output), "the output " + output, texts.keySet());
        }
        return texts;
    }

    /** Runs a process for one output that is JSON. */
    public JsonElement json(Execute request, String output) throws IOException, InterruptedException {
        return JsonParser.parseString(texts(request, output).get(output));
    }

    /** Runs a process that must be refused, and returns the reason without GeoServer's own heading. */
    public String refusal(Execute request) throws IOException, InterruptedException {
        Answer answer = run(request);
        Failed.unless(answer.type().contains("xml") && isRefusal(answer.xml()), "an ExceptionReport", answer);
        return told(answer);
    }

    /** The reason in an answer that may be an exception report. */
    public static String told(Answer answer) {
        if (!answer.type().contains("xml")) {
            return answer.toString();
        }
        Xml xml = answer.xml();
        return isRefusal(xml) ? reason(xml) : answer.toString();
    }

    /** The reason in an exception report, without GeoServer's own heading. */
    public static String reason(Xml report) {
        String text = report.find("ExceptionText").map(Xml::text).orElse(report.text());
        // GeoServer escapes the text of a failed process twice.
        String plain = text.replace("&apos;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return plain.startsWith(FAILED) ? plain.substring(FAILED.length()).strip() : plain;
    }

    /** Whether an answer is, or holds, an exception report. */
    public static boolean isRefusal(Xml answer) {
        return answer.name().endsWith("ExceptionReport")
                || answer.find("ExceptionReport").isPresent();
    }
}
