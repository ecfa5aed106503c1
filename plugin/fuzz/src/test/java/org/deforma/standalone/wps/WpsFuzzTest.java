package org.deforma.standalone.wps;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.fuzz.LogWatch;
import org.deforma.fuzz.PlainXml;
import org.deforma.fuzz.Scratch;
import org.deforma.fuzz.SmallLayer;
import org.deforma.host.files.RasterFiles;
import org.deforma.standalone.jobs.Job;
import org.deforma.standalone.jobs.JobLimits;
import org.deforma.standalone.jobs.Jobs;
import org.deforma.standalone.layers.Layer;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/**
 * A request to the WPS: the first line is {@code GET} and the query of an address, or the type of the body that the other
 * lines are.
 */
class WpsFuzzTest {
    private static final URI BASE = URI.create("http://maps.example.org:8080/x");

    private final LogWatch log = new LogWatch();
    private final Path data;
    private final Jobs jobs;
    private final WpsService service;

    /** Not with the first input, which has its time: the database of CRSs is unpacked. */
    WpsFuzzTest() throws IOException {
        data = Scratch.folder("wps");
        java.nio.file.Files.createDirectories(data.resolve("tmp"));
        Layer layer = SmallLayer.of(Scratch.file("quake.tif", SmallLayer.tiff()), Map.of("grey", SmallLayer.GREY));
        jobs = new Jobs(data.resolve("jobs"), new JobLimits(1, 10, 5));
        service = new WpsService(
                impatient(new EchoFactory()),
                jobs,
                new Sources(
                        name -> name.equals("quake") || name.equals("deforma:quake")
                                ? Optional.of(layer)
                                : Optional.empty(),
                        new RasterFiles(Optional::empty)),
                new WpsSettings(data.resolve("tmp"), 4_000_000_000L, Optional.empty()));
    }

    @FuzzTest
    void answer(byte[] content) throws Exception {
        int line = 0;
        while (line < content.length && content[line] != '\n') {
            line++;
        }
        String head = new String(content, 0, line, StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOfRange(content, Math.min(line + 1, content.length), content.length);
        check(
                head.startsWith("GET ")
                        ? service.get(Kvp.of(head.substring(4)), BASE)
                        : service.post(Kvp.of(null), head, new ByteArrayInputStream(body), BASE));
        end();
        log.check();
        List<String> left = Scratch.content(data.resolve("tmp"));
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + left);
        }
        Scratch.checkHandles();
    }

    /** The same processes, without pauses. */
    private static ProcessFactory impatient(ProcessFactory factory) {
        return (ProcessFactory) Proxy.newProxyInstance(
                ProcessFactory.class.getClassLoader(), new Class<?>[] {ProcessFactory.class}, (self, method, given) -> {
                    try {
                        Object result = method.invoke(factory, given);
                        return result instanceof Process process
                                ? (Process) (inputs, listener) -> {
                                    inputs.remove("pause");
                                    return process.execute(inputs, listener);
                                }
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void check(Answer answer) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (answer) {
            answer.write(body);
            if (answer.length() >= 0 && answer.length() != body.size()) {
                throw new AssertionError("length " + answer.length() + " is said, " + body.size() + " B came");
            }
        }
        if (answer.contentType().startsWith("text/xml")) {
            PlainXml.check(body.toByteArray());
        }
        answer.headers().forEach((name, value) -> {
            if ((name + value + answer.contentType()).chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new AssertionError("a header of other characters: " + name + ": " + value);
            }
        });
    }

    /** Runs in the background end before the next request. */
    private void end() throws InterruptedException {
        List<Job> all = jobs.list();
        while (jobs.running() + jobs.waiting() > 0) {
            Thread.sleep(1);
        }
        all.forEach(job -> jobs.dismiss(job.id()));
    }
}
