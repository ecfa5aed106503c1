package org.deforma.verify.checks;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.deforma.verify.data.Agreement;
import org.deforma.verify.data.CoverStack;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.data.QuakePair;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Sandbox;
import org.deforma.verify.table.Skipped;

/** Rasters that are named by a path on the server. */
final class FilesChecks {
    private final Site site;
    private Path folder;
    private String said = "";
    private String name;

    private FilesChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        FilesChecks checks = new FilesChecks(site);
        site.table().check("beforeFile and afterFile: agrees with the truth", checks::pair);
        site.table().check("a file and an upload together", checks::mixed);
        site.table().check("coherenceFile takes a pattern, pairs come from the names of the files", checks::pattern);
        checks.refused("an absolute path is refused", "below the server's folder", () -> {
            Path file = checks.folder().resolve("before.tif");
            return checks.before(file.toAbsolutePath().toString());
        });
        checks.refused(
                "a path with .. is refused", "'..'", () -> checks.before(checks.name() + "/../../deforma.properties"));
        checks.refused(
                "a file outside that is there is refused like one that is not",
                "below the server's folder",
                () -> checks.before("/etc/passwd"));
        checks.refused("a link out of the folder is refused", "there is no file", checks::link);
        checks.refused("a linked folder out of the folder is refused", "there is no file", checks::linkedFolder);
        checks.refused("a missing file", "there is no file", () -> checks.before(checks.name() + "/missing.tif"));
        checks.refused("a pattern that matches nothing", "no file matches", () -> Execute.of(Site.CLASSIFY_COHERENCE)
                .with("coherenceFile", checks.name() + "/no*.tif"));
        checks.refused("a file and a raster for the same input", "both given", () -> checks.before(
                        checks.name() + "/before.tif")
                .upload("before", site.small().before().bytes()));
        checks.refused("a file that is not a TIFF", "not a TIFF", () -> {
            Files.writeString(checks.folder().resolve("words.tif"), "just words, but enough of them to look at");
            return checks.before(checks.name() + "/words.tif");
        });
        checks.refused("a file that is cut off", "cut.tif", () -> {
            byte[] whole = site.small().before().bytes();
            Files.write(checks.folder().resolve("cut.tif"), java.util.Arrays.copyOf(whole, whole.length / 2));
            return checks.before(checks.name() + "/cut.tif");
        });
    }

    private interface Request {
        Execute make() throws IOException;
    }

    private void refused(String what, String words, Request request) {
        site.table().check(what, () -> {
            Execute made = request.make();
            return Sentence.requireAbout(said, site.wps().refusal(made.rawTiff()), words);
        });
    }

    /** A folder of its own below the server's, with the pair in it. */
    private Path folder() throws IOException {
        if (folder == null) {
            Path parent = site.files();
            if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
                throw new Skipped("the folder " + parent + " is not there, or may not be written");
            }
            Sandbox sandbox = site.sandbox();
            name = sandbox.workspace();
            Path made = parent.resolve(name);
            sandbox.undo("folder " + made, () -> delete(made));
            Files.createDirectories(made);
            QuakePair pair = site.pair();
            Files.write(made.resolve("before.tif"), pair.before().bytes());
            Files.write(made.resolve("after.tif"), pair.after().bytes());
            folder = made;
        }
        return folder;
    }

    private String name() throws IOException {
        folder();
        return name;
    }

    /** Links are removed, not followed. */
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private Execute before(String path) throws IOException {
        folder();
        said = path;
        return Execute.of(Site.DISPLACEMENT)
                .with("beforeFile", path)
                .upload("after", site.small().after().bytes());
    }

    private String pair() throws IOException, InterruptedException {
        folder();
        GeoTiff map = site.wps()
                .tiff(Execute.of(Site.DISPLACEMENT)
                        .with("beforeFile", name + "/before.tif")
                        .with("afterFile", name + "/after.tif"));
        return Agreement.of(map, site.pair(), 32).require();
    }

    private String mixed() throws IOException, InterruptedException {
        folder();
        GeoTiff map = site.wps()
                .tiff(Execute.of(Site.DISPLACEMENT)
                        .with("beforeFile", name + "/before.tif")
                        .upload("after", site.pair().after().bytes()));
        return Agreement.of(map, site.pair(), 32).require();
    }

    private String pattern() throws IOException, InterruptedException {
        Path stack = folder().resolve("stack");
        Files.createDirectories(stack);
        CoverStack made = ClassifyChecks.stack();
        for (Map.Entry<String, GeoTiff> pair : made.pairs().entrySet()) {
            Files.write(stack.resolve(pair.getKey() + ".tif"), pair.getValue().bytes());
        }
        Execute request = Execute.of(Site.CLASSIFY_COHERENCE).with("coherenceFile", name + "/stack/*.tif");
        return ClassifyChecks.agreement(made, site.wps().tiff(request));
    }

    private Execute link() throws IOException {
        Path outside = Files.createTempFile("deforma-verify-", ".tif");
        site.sandbox().undo("file " + outside, () -> Files.deleteIfExists(outside));
        Files.write(outside, site.small().before().bytes());
        link(folder().resolve("link.tif"), outside);
        return before(name + "/link.tif");
    }

    private Execute linkedFolder() throws IOException {
        Path outside = Files.createTempDirectory("deforma-verify-");
        site.sandbox().undo("folder " + outside, () -> delete(outside));
        Files.write(outside.resolve("before.tif"), site.small().before().bytes());
        link(folder().resolve("linked"), outside);
        return before(name + "/linked/before.tif");
    }

    private static void link(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            throw new Skipped("links cannot be made in this folder: " + e.getMessage());
        }
    }
}
