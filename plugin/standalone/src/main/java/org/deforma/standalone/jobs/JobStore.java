package org.deforma.standalone.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folders of jobs: {@code ID/job.json}, the record; {@code ID/request.xml}, what was asked; and the files of
 * results.
 *
 * <p>A record is replaced in one step and is on the disk when its method returns, as are the files that it names. So
 * whenever the machine stops, what a record says is true, apart from a job that it calls queued or running.
 */
final class JobStore {
    private static final Logger LOG = Logger.getLogger(JobStore.class.getName());

    private static final String RECORD = "job.json";
    private static final String REQUEST = "request.xml";

    private final Path root;

    /**
     * Opens.
     *
     * @throws UncheckedIOException when the folder cannot be made
     */
    JobStore(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of jobs " + root + " cannot be made: " + e.getMessage(), e);
        }
    }

    Path folder(UUID id) {
        return root.resolve(id.toString());
    }

    /** Makes the folder of a new job; when this fails, there is none. */
    void create(Job job, String request) throws IOException {
        try {
            Files.createDirectory(folder(job.id()));
            replace(folder(job.id()).resolve(REQUEST), request);
            write(job);
            force(root);
        } catch (IOException e) {
            delete(job.id());
            throw e;
        }
    }

    /** Replaces the record; when this fails, the one before is still there. */
    void write(Job job) throws IOException {
        replace(folder(job.id()).resolve(RECORD), JobRecord.write(job));
    }

    /** Brings the files of results to the disk. */
    void keep(UUID id, List<JobOutput> outputs) throws IOException {
        for (JobOutput output : outputs) {
            if (output.file().isPresent()) {
                force(folder(id).resolve(output.file().get()));
            }
        }
        force(folder(id));
    }

    /** What was asked. */
    String request(UUID id) throws IOException {
        return Files.readString(folder(id).resolve(REQUEST));
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.getParent());
    }

    private static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            // Folders cannot be opened there, and need not be.
            return;
        }
        // Some systems force only what is open for writing.
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * All jobs with a readable record; what lies in their folders without belonging to them is removed, as are others.
     */
    List<Job> load() {
        List<Job> jobs = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                try {
                    Job job = JobRecord.read(Files.readString(folder.resolve(RECORD)));
                    if (!folder.getFileName().toString().equals(job.id().toString())) {
                        throw new IllegalArgumentException("it is that of " + job.id());
                    }
                    jobs.add(job);
                    clean(job);
                } catch (IOException | IllegalArgumentException e) {
                    LOG.log(
                            Level.WARNING,
                            "the folder of a job has no readable record and is removed: {0} ({1})",
                            new Object[] {folder, e.getMessage()});
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of jobs " + root + " cannot be read: " + e.getMessage(), e);
        }
        return jobs;
    }

    /** Removes what is in a job's folder and not in its record. */
    void clean(Job job) {
        Set<String> known = new HashSet<>(Set.of(RECORD, REQUEST));
        job.outputs().forEach(output -> output.file().ifPresent(known::add));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(job.id()))) {
            for (Path file : files) {
                if (!known.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what is left of job " + job.id() + " cannot be removed", e);
        }
    }

    /** Removes a job with all that it has; whatever remains when this is interrupted goes at the next start. */
    void delete(UUID id) {
        delete(folder(id));
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(RECORD));
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            LOG.log(Level.FINE, "already gone", e);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "the folder of a job cannot be removed: " + folder, e);
        }
    }
}
