package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deforma.itest.fake.FakeDisplacementTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good run prints and writes, and what a failed or a cancelled one leaves alone. */
class CommandLineTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path bundles;

    @BeforeAll
    static void prepare() throws IOException {
        bundles = Distribution.withFakeTool(Files.createDirectory(shared.resolve("bundles")));
        Images.noise(shared.resolve("before.tif"), 1);
        Images.noise(shared.resolve("after.tif"), 2);
    }

    private Cli cli() {
        return new Cli(bundles, shared, folder);
    }

    private Cli.Outcome displacement(Path output, String... more) throws Exception {
        return cli().run(words(output, more));
    }

    private static String[] words(Path output, String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "run", "Displacement", "--before", "before.tif", "--after=after.tif", "--output", output.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void runWritesTheResultAndPrintsJson() throws Exception {
        Path output = folder.resolve("map.tif");
        Cli.Outcome run = displacement(output, "--window", "16", "--REMOVERAMP", "Plane", "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(
                run.lastLine()
                        .matches(
                                "\\{\"process\":\"deforma:Displacement\",\"output\":\".*/map.tif\",\"seconds\":[0-9.]+,"
                                        + "\"report\":\\{\"points\":\\{\"measured\":256},\"window\":16,"
                                        + "\"removeRamp\":\"PLANE\","
                                        + "\"before\":\".*/before.tif\"}}"),
                run.lastLine());
        byte[] head = Files.readAllBytes(output);
        assertTrue(head.length > 500 && (head[0] == 'I' || head[0] == 'M'), "a TIFF of " + head.length + " bytes");
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void runWithoutJsonIsForPeople() throws Exception {
        Cli.Outcome run = displacement(folder.resolve("map.tif"));
        assertEquals(0, run.code());
        assertTrue(run.out().contains("measured                         256"), run.out());
        assertTrue(run.lastLine().matches(".*map.tif written in [0-9.]+ s"), run.lastLine());
    }

    @Test
    void listAndDescribeComeFromTheProcess() throws Exception {
        String list = cli().run("list").out();
        assertTrue(list.contains("deforma:Displacement       Displacement between two images"), list);
        String text = cli().run("describe", "deforma:displacement").out();
        assertTrue(text.contains("--before FILE  (required)"), text);
        assertTrue(text.contains("--window WHOLE-NUMBER  (default 32, 8 to 256)"), text);
        assertTrue(text.contains("--removeRamp none|offset|plane  (default none)"), text);
        assertTrue(text.contains("--area WKT  (optional)"), text);
    }

    @Test
    void mistakesEndWithExitCodeTwo() throws Exception {
        Cli.Outcome run = displacement(folder.resolve("map.tif"), "--window", "7");
        assertEquals(2, run.code());
        assertEquals("deforma: window must be 8..256 px, was 7\n", run.err());
        assertEquals("", run.out());
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void withoutWordsItHelps() throws Exception {
        Cli.Outcome run = cli().run();
        assertEquals(0, run.code());
        assertTrue(run.out().contains("Usage: deforma"), run.out());
    }

    @Test
    void failureLeavesAnExistingFileUntouched() throws Exception {
        Path output = Files.writeString(folder.resolve("map.tif"), "precious");
        Cli.Outcome run = displacement(output, "--searchRange", "" + FakeDisplacementTool.DISK_FULL);
        assertEquals(1, run.code());
        assertEquals("deforma: the disk is full\n", run.err());
        assertEquals("", run.out());
        assertEquals("precious", Files.readString(output));
        assertOnly(output);
    }

    @Test
    void withoutAFolderForTemporaryFilesItSaysSoAtOnce() throws Exception {
        Path gone = folder.resolve("gone");
        Cli.Outcome run = cli().with("-Djava.io.tmpdir=" + gone).run(words(folder.resolve("map.tif")));
        assertEquals(1, run.code());
        assertEquals(
                "deforma: the folder for temporary files cannot be written: " + gone
                        + "; name another one with DEFORMA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER\n",
                run.err());
    }

    @Test
    void faultOfTheProgramShowsWhereItIs() throws Exception {
        Path output = folder.resolve("map.tif");
        Cli.Outcome run = displacement(output, "--searchRange", "" + FakeDisplacementTool.BROKEN);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("FakeDisplacementTool.measure"), run.err());
        assertTrue(run.err().contains("please report it"), run.err());
        assertFalse(Files.exists(output));
    }

    @ParameterizedTest
    @ValueSource(doubles = {FakeDisplacementTool.ENDLESS, FakeDisplacementTool.DEAF})
    void interruptCancelsAndTidiesUp(double howLong) throws Exception {
        Path output = Files.writeString(folder.resolve("map.tif"), "precious");
        Cli.Running running = cli().start(words(output, "--searchRange", "" + howLong));
        Path temp = folder.resolve("tmp");
        while (running.process().isAlive() && cli().leftovers().isEmpty()) {
            Thread.sleep(50);
        }
        Thread.sleep(1000);
        new ProcessBuilder("kill", "-INT", "" + running.process().pid()).start().waitFor();
        Cli.Outcome run = running.finish();
        assertEquals(130, run.code(), run.err());
        assertEquals("precious", Files.readString(output));
        assertOnly(output);
        assertTrue(Files.isDirectory(temp));
        assertEquals(List.of(), cli().leftovers());
        assertEquals("deforma: cancelled\n", run.err());
    }

    private void assertOnly(Path output) throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(output),
                    files.filter(file -> !file.getFileName().toString().matches("run.*|tmp"))
                            .toList(),
                    "no partial file");
        }
    }
}
