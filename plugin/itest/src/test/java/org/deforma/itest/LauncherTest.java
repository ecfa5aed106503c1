package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a project and with a Java and a Maven that only write down how they are called. */
class LauncherTest {
    @TempDir
    Path folder;

    private final Map<String, String> more = new HashMap<>();
    private Path source;
    private Path tools;

    @BeforeEach
    void makeProject() throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("my project/plugin"));
        Files.copy(Path.of("../deforma"), plugin.resolve("deforma"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("api", "raster", "displacement", "synthetic", "processes", "standalone")) {
            Files.createDirectories(plugin.resolve(module).resolve("src/main"));
            Files.writeString(plugin.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Path main = plugin.resolve("standalone/src/main");
        source = Files.writeString(main.resolve("Main.java"), "class Main {}");
        Files.writeString(plugin.resolve("standalone/bnd.bnd"), "");
        Files.writeString(plugin.resolve("../pom.xml"), "<project/>");
        tools = Files.createDirectory(folder.resolve("tools"));
        script(
                "java",
                "if [ \"$1\" = -XshowSettings:properties ]; then echo '    java.specification.version = 17'; exit; fi",
                "echo java \"$@\" >>" + calls());
        script("mvn", "echo mvn \"$@\" >>" + calls(), "mkdir -p plugin/standalone/target/deforma/lib");
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    private void script(String name, String... lines) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Cli.Outcome launch(Path launcher, String... words) throws Exception {
        Files.deleteIfExists(calls());
        var command = new java.util.ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(more);
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("DEFORMA_JAVA_OPTS", "-Xmx4g -Dx=y");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new Cli.Running(process, out, err).finish();
    }

    private String called() throws IOException {
        return Files.exists(calls()) ? Files.readString(calls()) : "";
    }

    @Test
    void buildsOnceThenOnlyAfterAChange() throws Exception {
        Path launcher = folder.resolve("my project/plugin/deforma");
        Cli.Outcome first = launch(launcher, "list");
        assertTrue(first.err().contains("deforma: building"), first.err());
        assertTrue(called().contains("mvn -q -B"), called());
        assertTrue(called().contains("-pl plugin/standalone -am package"), called());

        Cli.Outcome second = launch(launcher, "list");
        assertEquals("", second.err());
        assertFalse(called().contains("mvn"), called());

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(launch(launcher, "list").err().contains("deforma: building"));
    }

    @Test
    void runsThroughASymbolicLinkWithWordsAsTheyAre() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my project/plugin/deforma"));
        launch(link, "run", "Displacement", "--area", "POINT(1 2)");
        String last = called().lines().reduce("", (a, b) -> b);
        assertTrue(last.endsWith("org.deforma.standalone.Main run Displacement --area POINT(1 2)"), last);
        assertTrue(last.contains(" -Xmx1g ") && last.contains(" -Xmx4g -Dx=y "), last);
        assertTrue(last.indexOf("-Xmx1g") < last.indexOf("-Xmx4g"), "the user's options come later and win");
        assertTrue(last.contains("-Ddeforma.tty=false"), last);
    }

    @Test
    void trainingHasItsOwnBuildAndItsOwnJava() throws Exception {
        Path launcher = folder.resolve("my project/plugin/deforma");
        script("mvn", "echo mvn \"$@\" >>" + calls(), "mkdir -p plugin/training/target/lib");
        assertTrue(launch(launcher, "train", "coherence-classes", "--seed", "2")
                .err()
                .contains("deforma: building"));
        assertTrue(called().contains("-pl plugin/training -am package"), called());
        String last = called().lines().reduce("", (a, b) -> b);
        assertTrue(last.endsWith("org.deforma.training.Main coherence-classes --seed 2"), last);
        assertTrue(last.contains(" -Xmx4g -Dx=y "), last);

        launch(launcher, "train");
        assertFalse(called().contains("mvn"), called());
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        launch(launcher, "train");
        assertFalse(called().contains("mvn"), "the command line is no part of training");
    }

    @Test
    void saysSoWithoutJavaOrWithAnOldOne() throws Exception {
        Path launcher = folder.resolve("my project/plugin/deforma");
        more.put("JAVA_HOME", "/nowhere");
        assertTrue(launch(launcher, "list").err().contains("there is no /nowhere/bin/java; set JAVA_HOME"));
        more.clear();
        script("java", "echo '    java.specification.version = 1.8'");
        Cli.Outcome old = launch(launcher, "list");
        assertEquals(1, old.code());
        assertTrue(old.err().contains("is too old; install a JDK 17"), old.err());
    }

    @Test
    void aFailedBuildIsSaidAndTriedAgain() throws Exception {
        Path launcher = folder.resolve("my project/plugin/deforma");
        script("mvn", "echo 'cannot find symbol'", "exit 1");
        Cli.Outcome failed = launch(launcher, "list");
        assertEquals(1, failed.code());
        assertEquals("", failed.out(), "stdout is for results");
        assertTrue(failed.err().contains("cannot find symbol"), failed.err());
        assertTrue(failed.err().contains("deforma: the build failed"), failed.err());
        assertTrue(launch(launcher, "list").err().contains("deforma: building"));
    }
}
