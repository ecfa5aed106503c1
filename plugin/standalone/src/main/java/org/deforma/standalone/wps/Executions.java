package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.standalone.jobs.Job;
import org.deforma.standalone.jobs.JobOutput;
import org.deforma.standalone.jobs.Jobs;

/** Jobs that are kept: how far they are, what they gave, and their end; GeoServer's operations. */
final class Executions {
    private static final Logger LOG = Logger.getLogger(Executions.class.getName());

    /** GeoServer's page, where the client does not say. */
    private static final int PAGE = 10;

    private final Jobs jobs;
    private final Tools tools;

    Executions(Jobs jobs, Tools tools) {
        this.jobs = jobs;
        this.tools = tools;
    }

    /** How far a job is, or its results. */
    Answer status(Kvp kvp, Addresses addresses) throws IOException {
        return document(find(kvp), addresses);
    }

    /** One result of a job. */
    Answer result(Kvp kvp) throws IOException {
        Job job = find(kvp);
        String id = kvp.need("outputId");
        JobOutput output = job.outputs().stream()
                .filter(each -> each.name().equals(id) || each.file().equals(Optional.of(id)))
                .findFirst()
                .orElseThrow(() -> WpsException.invalid(
                        "outputId",
                        "job " + job.id() + " has no result '" + id + "'; its status says which there are"));
        String process = job.process().replaceFirst("^.*:", "");
        try {
            return Results.answer(
                    output,
                    kvp.get("mimetype").orElse(""),
                    process,
                    output.file().map(name -> jobs.file(job, output)),
                    () -> {});
        } catch (NoSuchFileException e) {
            throw WpsException.failed("the result " + id + " of job " + job.id() + " is no longer there");
        }
    }

    /** Ends a job, or removes one that has ended. */
    Answer dismiss(Kvp kvp, Addresses addresses) throws IOException {
        Job job = find(kvp);
        Execute execute = request(job);
        if (jobs.dismiss(job.id()).isEmpty()) {
            throw unknown(job.id().toString());
        }
        Job dismissed = new Job(
                job.id(),
                job.process(),
                Job.State.DISMISSED,
                job.percent(),
                "",
                job.created(),
                job.started(),
                job.ended(),
                "",
                List.of());
        ExecuteResponse response = response(dismissed, execute, addresses);
        return Answer.xml(200, out -> response.write(Xml.to(out)));
    }

    /** Many jobs, the newest first, without their results. */
    Answer list(Kvp kvp, Addresses addresses) throws IOException {
        Optional<String> process = kvp.get("identifier");
        Optional<Job.State> state = kvp.get("status").map(Executions::state);
        List<Job> all = jobs.list().stream()
                .filter(job -> process.isEmpty() || job.process().equals(process.get()))
                .filter(job -> state.isEmpty() || job.state() == state.get())
                .toList();
        int start = Math.min(kvp.count("startIndex").orElse(0), all.size());
        int count = kvp.count("maxFeatures").orElse(PAGE);
        int end = (int) Math.min(all.size(), (long) start + count);
        List<ExecuteResponse> page = new ArrayList<>();
        for (Job job : all.subList(start, end)) {
            try {
                page.add(response(job, request(job), addresses));
            } catch (WpsException e) {
                LOG.log(Level.FINE, "removed while the list was made", e);
            }
        }
        return Answer.xml(200, out -> {
            Xml xml = Xml.to(out);
            xml.root("wps:GetExecutionsResponse", "", () -> {
                xml.attribute("service", "WPS");
                xml.attribute("version", "1.0.0");
                xml.attribute("xml:lang", "en");
                xml.attribute("serviceInstance", addresses.instance());
                xml.attribute("count", String.valueOf(all.size()));
                if (start > 0) {
                    xml.attribute("previous", addresses.executions(Math.max(0, start - count), count));
                }
                if (end < all.size()) {
                    xml.attribute("next", addresses.executions(end, count));
                }
                for (ExecuteResponse response : page) {
                    xml.element("wps:ExecuteResponse", () -> response.content(xml, false));
                }
            });
            xml.end();
        });
    }

    private static Job.State state(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        // GeoServer's word for it.
        if (name.equals("DISMISSING")) {
            return Job.State.DISMISSED;
        }
        return Arrays.stream(Job.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> WpsException.invalid(
                        "status", "status must be one of " + Arrays.toString(Job.State.values()) + ", was " + word));
    }

    /** The document of a job as it is. */
    Answer document(Job job, Addresses addresses) throws IOException {
        ExecuteResponse response = response(job, request(job), addresses);
        return Answer.xml(200, out -> response.write(Xml.to(out)));
    }

    private ExecuteResponse response(Job job, Execute execute, Addresses addresses) {
        return new ExecuteResponse(
                job, tools.lookUp(job.process()), execute, true, addresses, output -> jobs.file(job, output));
    }

    /** What was asked, as it is kept; the process may have gone or have changed since. */
    private Execute request(Job job) throws IOException {
        try {
            return ExecuteXml.readKept(jobs.request(job.id()));
        } catch (UncheckedIOException e) {
            throw unknown(job.id().toString());
        }
    }

    private Job find(Kvp kvp) {
        String id = kvp.need("executionId");
        try {
            return jobs.find(UUID.fromString(id)).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static WpsException unknown(String id) {
        return WpsException.invalid("executionId", "there is no job '" + id + "'");
    }
}
