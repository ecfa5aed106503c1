package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.deforma.standalone.jobs.Job;
import org.deforma.standalone.jobs.JobOutput;

/**
 * Documents ExecuteResponse: how far a run is, or what it gave.
 *
 * @param job how far it is; of a run that is not kept too
 * @param tool what runs; empty when there is no such process any more
 * @param execute what was asked
 * @param kept whether the job can be asked for later
 * @param addresses of the server
 * @param files the file of an output that is one
 */
record ExecuteResponse(
        Job job,
        Optional<Tool> tool,
        Execute execute,
        boolean kept,
        Addresses addresses,
        Function<JobOutput, Path> files) {

    /** The whole document. */
    void write(Xml xml) throws IOException {
        xml.root("wps:ExecuteResponse", "wpsExecute_response.xsd", () -> content(xml, true));
        xml.end();
    }

    /**
     * What is in the element.
     *
     * @param outputs whether to write the results
     */
    void content(Xml xml, boolean outputs) throws IOException {
        xml.attribute("service", "WPS");
        xml.attribute("version", "1.0.0");
        xml.attribute("xml:lang", "en");
        xml.attribute("serviceInstance", addresses.instance());
        if (kept) {
            xml.attribute("statusLocation", addresses.status(job.id()));
        }
        xml.element("wps:Process", () -> {
            if (tool.isPresent()) {
                Description.brief(xml, tool.get());
            } else {
                xml.attribute("wps:processVersion", "1.0.0");
                xml.element("ows:Identifier", job.process());
                xml.element("ows:Title", job.process());
            }
        });
        xml.element("wps:Status", () -> status(xml));
        if (execute.form().lineage()) {
            lineage(xml);
        }
        if (outputs && !job.outputs().isEmpty()) {
            xml.element("wps:ProcessOutputs", () -> {
                for (JobOutput output : job.outputs()) {
                    xml.element("wps:Output", () -> output(xml, output));
                }
            });
        }
    }

    private void status(Xml xml) throws IOException {
        xml.attribute(
                "creationTime", job.created().truncatedTo(ChronoUnit.MILLIS).toString());
        switch (job.state()) {
            case QUEUED -> xml.element("wps:ProcessAccepted", "Process accepted.");
            case RUNNING ->
                xml.element("wps:ProcessStarted", () -> {
                    xml.attribute("percentCompleted", String.valueOf(Math.min(99, job.percent())));
                    xml.text(job.task());
                });
            case SUCCEEDED -> xml.element("wps:ProcessSucceeded", "Process succeeded.");
            case FAILED -> failed(xml, job.error());
            case DISMISSED -> failed(xml, "The process execution has been dismissed");
        }
    }

    private static void failed(Xml xml, String sentence) throws IOException {
        xml.element(
                "wps:ProcessFailed",
                () -> xml.element(
                        "ows:ExceptionReport", () -> Exceptions.report(xml, "NoApplicableCode", "", sentence)));
    }

    private void lineage(Xml xml) throws IOException {
        if (!execute.inputs().isEmpty()) {
            ExecuteWriter.inputs(xml, execute.inputs());
        }
        if (!execute.form().outputs().isEmpty()) {
            xml.element(
                    "wps:OutputDefinitions",
                    () -> ExecuteWriter.outputs(xml, execute.form().outputs()));
        }
    }

    private void output(Xml xml, JobOutput output) throws IOException {
        xml.element("ows:Identifier", output.name());
        var described = tool.map(each -> each.outputs().get(output.name()));
        xml.element(
                "ows:Title",
                described
                        .map(parameter -> parameter.description)
                        .map(Object::toString)
                        .orElse(output.name()));
        if (isReference(output)) {
            String mimeType = output.mimeType().isEmpty() ? ToolRun.TEXT : output.mimeType();
            xml.element("wps:Reference", () -> {
                xml.attribute("href", addresses.result(job.id(), output.file().orElse(output.name()), mimeType));
                xml.attribute("mimeType", mimeType);
            });
        } else {
            xml.element("wps:Data", () -> data(xml, output));
        }
    }

    private boolean isReference(JobOutput output) {
        if (!kept) {
            return false;
        }
        if (execute.form().outputs().isEmpty()) {
            return output.file().isPresent();
        }
        return execute.form().outputs().stream()
                .anyMatch(wanted -> wanted.output().equals(output.name())
                        && wanted.asReference()
                        && (output.file().isPresent() || !output.mimeType().isEmpty()));
    }

    private void data(Xml xml, JobOutput output) throws IOException {
        if (output.file().isPresent()) {
            xml.element("wps:ComplexData", () -> {
                xml.attribute("mimeType", output.mimeType());
                xml.attribute("encoding", "base64");
                try (InputStream in = Files.newInputStream(files.apply(output))) {
                    xml.base64(in);
                }
            });
        } else if (output.mimeType().isEmpty()) {
            xml.element("wps:LiteralData", output.text().orElseThrow());
        } else {
            xml.element("wps:ComplexData", () -> {
                xml.attribute("mimeType", output.mimeType());
                xml.text(output.text().orElseThrow());
            });
        }
    }
}
