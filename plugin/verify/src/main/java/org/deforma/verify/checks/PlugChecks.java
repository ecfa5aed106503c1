package org.deforma.verify.checks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deforma.verify.data.Agreement;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Answer;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Job;
import org.deforma.verify.server.Wps;
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
        site.table().check("a jar that is none is reported, and leaves the rest alone", checks::noJar);
        site.table().check("so is a bundle that lacks something", checks::unresolvable);
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
        Job job = Job.start(site.wps(), LaterChecks.longRun(site, 2));
        if (!Job.goesOn(job.awaitPercent(1, DRAINED))) {
            throw new Skipped("the run had ended before the update; this server is too fast for this check");
        }
        Path part = safe(jar);
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        String[] told = new String[1];
        Patience.await("a refusal of new jobs", SOON, () -> {
            Answer answer = site.wps().run(Site.displacementOf(site.small()).rawTiff());
            told[0] = answer.type().contains("xml") ? Wps.told(answer) : null;
            return told[0] != null;
        });
        Sentence.require(told[0], "updated");
        Failed.unless(Job.goesOn(job.look()), "the job to go on", Wps.reason(job.look()));
        List<String> rest = site.wps().tools();
        Failed.unless(rest.contains(Site.MODELS), "the other tools meanwhile", rest);
        Xml end = job.awaitEnd(DRAINED);
        Failed.unless(end.find("ProcessSucceeded").isPresent(), "the job to succeed", Wps.reason(end));
        String back = Patience.await("a new job to be done", SOON, () -> site.wps()
                .run(Site.displacementOf(site.small()).rawTiff())
                .type()
                .startsWith("image/tiff"));
        return "meanwhile: " + told[0] + "; new jobs " + back;
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

    private String broken(String ending, byte[] content) throws Exception {
        String name = site.sandbox().workspace() + ending;
        Path log = site.log();
        List<String> before = site.wps().tools();
        Path broken = put("bundles", name, content);
        try {
            return Patience.await(
                    "a line with its name in " + log, SOON, () -> Files.readString(log, StandardCharsets.ISO_8859_1)
                            .contains(name));
        } finally {
            List<String> after = site.wps().tools();
            Failed.unless(after.equals(before), before.toString(), after);
            works();
            Files.delete(broken);
        }
    }

    private String noJar() throws Exception {
        return broken("-words.jar", "this is no jar".getBytes(StandardCharsets.UTF_8));
    }

    /** A jar that is a bundle, but asks for a package that nobody has. */
    private String unresolvable() throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.deforma.verify.unresolvable");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", "org.deforma.verify.nowhere");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return broken("-unresolvable.jar", jar.toByteArray());
    }

    private String ownModel() {
        return site.sandbox().workspace();
    }

    private String listed() throws IOException, InterruptedException {
        return site.wps().json(Execute.of(Site.MODELS), "models").toString();
    }

    private String addModel() throws Exception {
        put("models", ownModel() + ".jar", renamed(Files.readAllBytes(jar("models", MODEL))));
        String found =
                Patience.await("Models with the new one", SOON, () -> listed().contains("\"" + ownModel() + "\""));
        ClassifyChecks.usable(site, ownModel());
        return found;
    }

    /** The same model under another name. */
    private byte[] renamed(byte[] jar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(jar));
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
        String found = Patience.await("Models without it", SOON, () -> !listed().contains("\"" + ownModel() + "\""));
        ClassifyChecks.usable(site, MODEL);
        return found;
    }

    private String brokenModel() throws Exception {
        String name = site.sandbox().workspace() + "-broken.jar";
        Path broken = put("models", name, "this is no jar".getBytes(StandardCharsets.UTF_8));
        String found = Patience.await("Models with " + name, SOON, () -> listed().contains(name));
        ClassifyChecks.usable(site, MODEL);
        Files.delete(broken);
        return found;
    }
}
