package org.deforma.standalone.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.deforma.standalone.jobs.Job;
import org.deforma.standalone.jobs.JobFailedException;
import org.deforma.standalone.jobs.JobOutput;
import org.deforma.standalone.jobs.Jobs;

/**
 * Execute: checks the inputs, runs the process, and answers with its one result as it is, or a document.
 *
 * <p>Runs whose client does not wait are kept, as are those whose results are wanted by reference; others leave
 * nothing.
 */
final class ExecuteOperation {
    private final Jobs jobs;
    private final Sources sources;
    private final Executions executions;

    ExecuteOperation(Jobs jobs, Sources sources, Executions executions) {
        this.jobs = jobs;
        this.sources = sources;
        this.executions = executions;
    }

    /**
     * Answers.
     *
     * @param parts files that came with the request, by name
     * @param scratch its files; closed when nothing needs them any more, whatever happens
     * @throws WpsException for inputs that are not right
     * @throws org.deforma.standalone.jobs.JobRefusedException when too many run and wait
     */
    Answer answer(Tool tool, Execute execute, Map<String, Path> parts, Scratch scratch, Addresses addresses)
            throws IOException {
        Execute.Form form = execute.form();
        boolean given = false;
        try {
            ToolRun run = new ToolRun(tool, new Inputs(tool, execute.inputs(), sources, parts), form);
            boolean referred = form.outputs().stream().anyMatch(Execute.Wanted::asReference);
            if (form.raw().isEmpty() && (form.store() || referred)) {
                String request = ExecuteWriter.document(execute);
                Job job = submit(tool, request, run, scratch);
                given = true;
                Job now = form.isAsynchronous() ? job : jobs.await(job.id());
                return executions.document(now, addresses);
            }
            given = true;
            return once(tool, execute, run, scratch, addresses);
        } finally {
            if (!given) {
                scratch.close();
            }
        }
    }

    private Job submit(Tool tool, String request, ToolRun run, Scratch scratch) {
        try {
            return jobs.submit(tool.id(), request, run::run, scratch::close);
        } catch (UncheckedIOException e) {
            throw WpsException.storage(e.getMessage());
        }
    }

    /** A run that is not kept; its files go when the answer is written. */
    private Answer once(Tool tool, Execute execute, ToolRun run, Scratch scratch, Addresses addresses)
            throws IOException {
        Instant created = Instant.now();
        boolean answered = false;
        try {
            // A folder of its own within the request's.
            Path folder = scratch.folder();
            Job.State state = Job.State.SUCCEEDED;
            String error = "";
            List<JobOutput> outputs = List.of();
            try {
                outputs = jobs.call(tool.id(), listener -> run.run(folder, listener));
                if (execute.form().raw().isPresent()) {
                    String name = execute.form().raw().get().output();
                    if (!outputs.isEmpty()) {
                        answered = true;
                        return raw(tool, execute, outputs.get(0), folder, scratch);
                    }
                    throw new JobFailedException("the output '" + name + "' has no value in this run");
                }
            } catch (JobFailedException e) {
                state = Job.State.FAILED;
                error = e.getMessage();
            }
            Optional<Instant> end = Optional.of(Instant.now());
            Job job = new Job(
                    UUID.randomUUID(), tool.id(), state, 100, "", created, Optional.of(created), end, error, outputs);
            ExecuteResponse response = new ExecuteResponse(
                    job,
                    Optional.of(tool),
                    execute,
                    false,
                    addresses,
                    output -> folder.resolve(output.file().orElseThrow()));
            answered = true;
            return new Answer(200, Answer.XML, Map.of(), -1, out -> response.write(Xml.to(out)), scratch::close);
        } finally {
            if (!answered) {
                scratch.close();
            }
        }
    }

    private static Answer raw(Tool tool, Execute execute, JobOutput output, Path folder, Scratch scratch)
            throws IOException {
        String process = tool.name().getLocalPart();
        String mimeType = execute.form().raw().orElseThrow().mimeType();
        return Results.answer(output, mimeType, process, output.file().map(folder::resolve), scratch::close);
    }
}
