package org.deforma.standalone.wps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.deforma.standalone.jobs.JobOutput;

/** One result as it is, without a document around it. */
final class Results {
    private Results() {}

    /**
     * An answer that is the result.
     *
     * @param output the result
     * @param mimeType what the client wants; a text may be sent as JSON, nothing else is changed by it
     * @param process for the name of a file
     * @param file of the result, if it is one
     * @param done gives back what the answer needs
     * @throws IOException when the file has gone
     */
    static Answer answer(JobOutput output, String mimeType, String process, Optional<Path> file, Runnable done)
            throws IOException {
        if (file.isPresent()) {
            String name = (process + "-" + output.name()).replaceAll("[^A-Za-z0-9_.-]", "_") + ".tif";
            return new Answer(
                    200,
                    output.mimeType(),
                    Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
                    Files.size(file.get()),
                    out -> Files.copy(file.get(), out),
                    done);
        }
        String type = output.mimeType();
        if (type.isEmpty()) {
            type = mimeType.equals(Geometries.JSON) ? Geometries.JSON : ToolRun.TEXT;
        }
        byte[] bytes = output.text().orElseThrow().getBytes(StandardCharsets.UTF_8);
        return new Answer(200, type + ";charset=UTF-8", Map.of(), bytes.length, out -> out.write(bytes), done);
    }
}
