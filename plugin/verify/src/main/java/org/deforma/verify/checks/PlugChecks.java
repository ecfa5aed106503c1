package org.deforma.verify.checks;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deforma.verify.data.Agreement;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Job;
import org.deforma.verify.server.Xml;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Skipped;

/** Jars that come and go in the data directory while the server runs. */
final class PlugChecks {
    private static final int SOON = 10;
    private static final int DRAINED = 90;
    private static final String MODEL = "coherence-classes";

    private final Site site;

    private PlugChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        PlugChecks checks = new PlugChecks(site);
        site.table().check("a bundle is removed: its tool goes, the others stay", checks::remove);
        site.table().check("and put back: its tool is there again, and works", checks::putBack);
        site.table().check("a bundle is updated while a job runs: the job ends first", checks::update);
        site.table().check("after the update the tool works", checks::works);
        site.table().check("a broken bundle is reported, and leaves the rest alone", checks::brokenBundle);
        site.table().check("a model is added: Models lists it as usable", checks::addModel);
        site.table().check("and removed: it is not listed any more", checks::removeModel);
        site.table().check("a broken model is listed with the reason, and leaves the rest alone", checks::brokenModel);
    }

    private Path folder(String name) {
        Path folder = site.data().resolve("deforma").resolve(name);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Skipped("the folder " + folder + " is not there, or may not be written");
        }
        return folder;
    }

    private Path jar(String folder, String part) throws IOException {
        try (Stream<Path> jars = Files.list(folder(folder))) {
            return jars.filter(jar -> jar.getFileName().toString().matches(".*" + part + ".*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new Failed("a jar " + part + " in " + folder(folder), "none"));
        }
    }

    /** Where a jar of the server is kept while it is away: the same file system, but not a watched folder. */
    private Path safe(Path jar) {
        return folder("").resolve(jar.getFileName() + ".deforma-verify");
    }

    private String remove() throws Exception {
        Path jar = jar("bundles", "displacement");
        Path safe = safe(jar);
        site.sandbox().undo("the bundle " + jar, () -> {
            if (Files.exists(safe)) {
                Files.move(safe, jar, StandardCopyOption.ATOMIC_MOVE);
            }
        });
        Files.move(jar, safe, StandardCopyOption.ATOMIC_MOVE);
        String found = Patience.await("capabilities without " + Site.DISPLACEMENT, SOON, () -> !site.wps()
                .tools()
                .contains(Site.DISPLACEMENT));
        List<String> rest = site.wps().tools();
        Failed.unless(rest.contains(Site.MODELS) && rest.contains(Site.CLASSIFY_COHERENCE), "the other tools", rest);
        Sentence.require(site.wps().refusal(Site.displacementOf(site.small()).rawTiff()), Site.DISPLACEMENT);
        return found;
    }

    private String putBack() throws Exception {
        Path away;
        try (Stream<Path> files = Files.list(folder(""))) {
            away = files.filter(file -> file.toString().endsWith(".deforma-verify"))
                    .findFirst()
                    .orElseThrow(() -> new Skipped("nothing was removed"));
        }
        String name = away.getFileName().toString().replace(".deforma-verify", "");
        Files.move(away, folder("bundles").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        String found = Patience.await("capabilities with " + Site.DISPLACEMENT, SOON, () -> site.wps()
                .tools()
                .contains(Site.DISPLACEMENT));
        return found + "; " + works();
    }

    private String works() throws IOException, InterruptedException {
        GeoTiff map = site.wps().tiff(Site.displacementOf(site.pair()));
        return Agreement.of(map, site.pair(), 32).require();
    }

    private String update() throws Exception {
        Path jar = jar("bundles", "displacement");
        Job job = Job.start(site.wps(), LaterChecks.longRun(site));
        if (!Job.goesOn(job.awaitPercent(1, DRAINED))) {
            throw new Skipped("the run had ended before the update; this server is too fast for this check");
        }
        Path part = safe(jar);
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        String gone = Patience.await(
                "capabilities without " + Site.DISPLACEMENT + ", so that no job begins any more",
                SOON,
                () -> !site.wps().tools().contains(Site.DISPLACEMENT));
        Failed.unless(Job.goesOn(job.look()), "the job to go on", job.look().text());
        Xml end = job.awaitEnd(DRAINED);
        Failed.unless(end.find("ProcessSucceeded").isPresent(), "the job to succeed", end.text());
        String back = Patience.await("capabilities with " + Site.DISPLACEMENT, SOON, () -> site.wps()
                .tools()
                .contains(Site.DISPLACEMENT));
        return "gone " + gone + ", back " + back + " (after the job)";
    }

    private Path put(String folder, String name, byte[] content) throws IOException {
        Path target = folder(folder).resolve(name);
        Path part = folder("").resolve(name + ".deforma-verify");
        site.sandbox().undo("the file " + target, () -> {
            Files.deleteIfExists(part);
            Files.deleteIfExists(target);
        });
        Files.write(part, content);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private String brokenBundle() throws Exception {
        String name = site.sandbox().workspace() + "-broken.jar";
        List<String> before = site.wps().tools();
        Path log = site.data().resolve("logs/geoserver.log");
        if (!Files.isReadable(log)) {
            throw new Skipped("the log " + log + " is not there");
        }
        Path broken = put("bundles", name, "this is no jar".getBytes(StandardCharsets.UTF_8));
        String found =
                Patience.await("its name in " + log, SOON, () -> Files.readString(log, StandardCharsets.ISO_8859_1)
                        .contains(name));
        Failed.unless(
                site.wps().tools().equals(before), before.toString(), site.wps().tools());
        String worked = works();
        Files.delete(broken);
        return found + "; " + worked;
    }

    private String ownModel() {
        return site.sandbox().workspace();
    }

    private String addModel() throws Exception {
        put("models", ownModel() + ".jar", renamed(Files.readAllBytes(jar("models", MODEL))));
        return Patience.await("Models with the new one", SOON, () -> site.wps()
                        .json(org.deforma.verify.server.Execute.of(Site.MODELS), "models")
                        .toString()
                        .contains("\"" + ownModel() + "\""))
                + (ClassifyChecks.model(site, ownModel()).get("usable").getAsBoolean()
                        ? ""
                        : refuse(ClassifyChecks.model(site, ownModel())));
    }

    private static String refuse(JsonObject model) {
        throw new Failed("it to be usable", model.toString());
    }

    /** The same model under another name. */
    private byte[] renamed(byte[] jar) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new java.io.ByteArrayInputStream(jar));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = from.readAllBytes();
                if (entry.getName().endsWith("MANIFEST.MF") || entry.getName().endsWith("model.json")) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceAll("\\b" + MODEL + "\\b", ownModel())
                            .getBytes(StandardCharsets.UTF_8);
                }
                to.write(content);
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private String removeModel() throws Exception {
        Path jar = folder("models").resolve(ownModel() + ".jar");
        if (!Files.deleteIfExists(jar)) {
            throw new Skipped("no model was added");
        }
        String found = Patience.await("Models without it", SOON, () -> !site.wps()
                .json(org.deforma.verify.server.Execute.of(Site.MODELS), "models")
                .toString()
                .contains("\"" + ownModel() + "\""));
        Failed.unless(ClassifyChecks.model(site, MODEL).get("usable").getAsBoolean(), MODEL + " usable", "not usable");
        return found;
    }

    private String brokenModel() throws Exception {
        String name = site.sandbox().workspace() + "-broken.jar";
        Path broken = put("models", name, "this is no jar".getBytes(StandardCharsets.UTF_8));
        String found = Patience.await("Models with " + name, SOON, () -> site.wps()
                .json(org.deforma.verify.server.Execute.of(Site.MODELS), "models")
                .toString()
                .contains(name));
        Failed.unless(ClassifyChecks.model(site, MODEL).get("usable").getAsBoolean(), MODEL + " usable", "not usable");
        Files.delete(broken);
        return found;
    }
}
