package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deforma.standalone.jobs.JobFailedException;
import org.deforma.standalone.jobs.JobRefusedException;
import org.deforma.standalone.jobs.Jobs;
import org.geotools.process.ProcessFactory;

/**
 * The operations of WPS 1.0.0, and GeoServer's that come with them. Knows no HTTP beyond what it is handed.
 * Thread-safe.
 */
final class WpsService {
    private static final String VERSION = "1.0.0";
    private static final int MAX_NAME = 1000;

    private final Tools tools;
    private final WpsSettings settings;
    private final Executions executions;
    private final ExecuteOperation execute;

    WpsService(ProcessFactory factory, Jobs jobs, Sources sources, WpsSettings settings) {
        this.tools = new Tools(factory);
        this.settings = settings;
        this.executions = new Executions(jobs, tools);
        this.execute = new ExecuteOperation(jobs, sources, executions);
    }

    private interface Operation {
        Answer answer() throws IOException;
    }

    /** A request that was read. It closes the scratch folder when nothing needs it any more. */
    private interface Request {
        Answer answer(Map<String, Path> parts, Scratch scratch, Addresses addresses) throws IOException;
    }

    /**
     * Answers a request by its address.
     *
     * @param base of the server for whoever asks, without {@code /wps}
     * @throws IOException when a file cannot be read or written
     */
    Answer get(Kvp kvp, URI base) throws IOException {
        return guarded(() -> byName(kvp, new Addresses(base)));
    }

    /**
     * Answers a request with a body.
     *
     * @param kvp of the address; when it names an operation, the body is not looked at
     * @param contentType of the body; may be null
     * @param base of the server for whoever asks, without {@code /wps}
     * @throws IOException when the body cannot be read, or a file
     */
    Answer post(Kvp kvp, String contentType, InputStream body, URI base) throws IOException {
        Addresses addresses = new Addresses(base);
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return guarded(() -> {
            if (kvp.get("request").isPresent()) {
                return byName(kvp, addresses);
            }
            Scratch scratch = new Scratch(settings.temporary());
            boolean given = false;
            try {
                Request request;
                Map<String, Path> parts = Map.of();
                if (type.startsWith("multipart/")) {
                    Multipart<Request> multipart =
                            Multipart.read(contentType, body, in -> document(in, scratch), scratch);
                    request = multipart.root();
                    parts = multipart.parts();
                } else {
                    request = document(body, scratch);
                }
                given = true;
                return request.answer(parts, scratch, addresses);
            } finally {
                if (!given) {
                    scratch.close();
                }
            }
        });
    }

    private static Answer guarded(Operation operation) throws IOException {
        try {
            return operation.answer();
        } catch (WpsException e) {
            return report(e);
        } catch (JobRefusedException e) {
            return report(WpsException.busy(e.getMessage()));
        } catch (JobFailedException e) {
            return report(WpsException.failed(e.getMessage()));
        }
    }

    private static Answer report(WpsException e) {
        return Answer.xml(e.status(), out -> Exceptions.write(Xml.to(out), e));
    }

    private Answer byName(Kvp kvp, Addresses addresses) throws IOException {
        kvp.get("service").ifPresent(WpsService::checkService);
        String request = kvp.need("request");
        if (!request.equalsIgnoreCase("GetCapabilities")) {
            kvp.get("version").ifPresent(WpsService::checkVersion);
        }
        return switch (request.toLowerCase(Locale.ROOT)) {
            case "getcapabilities" -> {
                kvp.get("acceptversions").ifPresent(versions -> accept(List.of(versions.split(",", -1))));
                yield capabilities(addresses);
            }
            case "describeprocess" -> describe(List.of(kvp.need("Identifier").split(",", -1)));
            case "execute" -> {
                Execute asked = ExecuteKvp.read(kvp, tools::find);
                Scratch scratch = new Scratch(settings.temporary());
                yield execute.answer(tools.find(asked.process()), asked, Map.of(), scratch, addresses);
            }
            case "getexecutionstatus" -> executions.status(kvp, addresses);
            case "getexecutionresult" -> executions.result(kvp);
            case "getexecutions" -> executions.list(kvp, addresses);
            case "dismiss" -> executions.dismiss(kvp, addresses);
            default -> throw WpsException.unknownOperation(request);
        };
    }

    private static void checkService(String service) {
        if (!service.equalsIgnoreCase("WPS")) {
            throw WpsException.invalid("service", "service must be WPS, was '" + service + "'");
        }
    }

    private static void checkVersion(String version) {
        if (!version.equals(VERSION)) {
            throw WpsException.invalid("version", "version must be 1.0.0, was '" + version + "'");
        }
    }

    private static void accept(List<String> versions) {
        if (versions.stream().map(String::strip).noneMatch(VERSION::equals)) {
            throw WpsException.version(String.join(", ", versions));
        }
    }

    private Answer capabilities(Addresses addresses) {
        List<Tool> all = tools.all();
        return Answer.xml(200, out -> Capabilities.write(Xml.to(out), all, addresses));
    }

    private Answer describe(List<String> ids) {
        List<Tool> described = ids.stream().map(String::strip).anyMatch("all"::equalsIgnoreCase)
                ? tools.all()
                : ids.stream().map(String::strip).map(tools::find).toList();
        return Answer.xml(200, out -> Description.write(Xml.to(out), described, settings.uploadBytes()));
    }

    private Request document(InputStream in, Scratch scratch) throws IOException {
        XmlReader xml = XmlReader.of(in);
        String service = xml.attribute("service");
        if (!service.isEmpty()) {
            checkService(service);
        }
        String version = xml.attribute("version");
        if (!version.isEmpty() && !xml.name().equals("GetCapabilities")) {
            checkVersion(version);
        }
        List<String> words = new ArrayList<>();
        switch (xml.name()) {
            case "Execute" -> {
                Execute asked = ExecuteXml.read(xml, id -> Vocabulary.of(tools.find(id)), scratch);
                return (parts, files, addresses) ->
                        execute.answer(tools.find(asked.process()), asked, parts, files, addresses);
            }
            case "GetCapabilities" -> {
                xml.children(child -> {
                    if (child.equals("AcceptVersions")) {
                        xml.children(versionName -> words.add(xml.text(MAX_NAME)));
                    }
                });
                if (!words.isEmpty()) {
                    accept(words);
                }
                return (parts, files, addresses) -> {
                    files.close();
                    return capabilities(addresses);
                };
            }
            case "DescribeProcess" -> {
                xml.children(child -> {
                    if (child.equals("Identifier")) {
                        words.addAll(Arrays.asList(xml.text(MAX_NAME).split(",", -1)));
                    }
                });
                if (words.isEmpty()) {
                    throw WpsException.missing("Identifier", "Identifier is missing: name a process, or all");
                }
                return (parts, files, addresses) -> {
                    files.close();
                    return describe(words);
                };
            }
            default -> throw WpsException.unknownOperation(xml.name());
        }
    }
}
