package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deforma.host.files.RasterFiles;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.Process;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterFileInputTest {
    private static final int MANY = Integer.MAX_VALUE;

    @TempDir
    Path temp;

    private Path folder;
    private RasterFileInput extension;

    @BeforeEach
    void makeFolder() throws IOException {
        // A blank, which addresses of files write differently.
        folder = Files.createDirectories(temp.resolve("data dir/files"));
        extension = new RasterFileInput(folder, new RasterFiles(Optional::empty));
    }

    @Test
    void aFileStandsBesideEachRasterThatThenMayBeLeftOut() {
        Map<String, Parameter<?>> outputs = Map.of();
        Map<String, Parameter<?>> all = extension.inputs(inputs(), outputs);
        assertEquals(
                List.of("before", "beforeFile", "scenes", "scenesFile", "mask", "maskFile", "window"),
                List.copyOf(all.keySet()));
        for (String raster : List.of("before", "scenes", "mask")) {
            Parameter<?> named = all.get(raster + "File");
            assertEquals(String.class, named.type, raster);
            assertEquals(0, all.get(raster).minOccurs, raster + " may be left out");
            assertFalse(all.get(raster).required, raster);
            assertEquals(GridCoverage2D.class, all.get(raster).type);
            assertEquals(0, named.minOccurs, raster);
            assertEquals(all.get(raster).maxOccurs, named.maxOccurs, raster);
            assertEquals(inputs().get(raster).maxOccurs, named.maxOccurs, raster);
            assertTrue(named.description.toString().contains(raster + ".tif"), named.description.toString());
        }
        assertTrue(all.get("scenesFile").description.toString().contains("*"), "only where there may be many");
        assertFalse(all.get("beforeFile").description.toString().contains("*"), "a pattern means many");
        assertEquals(1, all.get("window").minOccurs, "other inputs stay as they are");
        assertSame(outputs, extension.outputs(inputs(), outputs));
    }

    @Test
    void aToolThatHasSuchAnInputItselfKeepsIt() {
        Map<String, Parameter<?>> own = new LinkedHashMap<>();
        own.put("before", raster("before", 1, 1));
        own.put("beforeFile", new Parameter<>("beforeFile", String.class, 0, 1));
        assertEquals(own, extension.inputs(own, Map.of()));
        Map<String, Object> given = Map.of("beforeFile", "/etc/passwd");
        assertEquals(given, extension.run((arguments, listener) -> arguments, own, given, new NullProgressListener()));
    }

    @Test
    void theToolGetsTheRasterAndTheFileIsClosedAfterwards() throws IOException {
        raster("scenes/before.tif", 7);
        List<Integer> pixels = new ArrayList<>();
        Map<String, Object> results = extension.run(
                (arguments, listener) -> {
                    assertEquals(Set.of("before", "window"), arguments.keySet());
                    assertEquals(32, arguments.get("window"));
                    pixels.add(pixel(arguments.get("before")));
                    return Map.of("result", "yes");
                },
                single(),
                Map.of("beforeFile", " scenes/before.tif\n", "window", 32),
                new NullProgressListener());
        assertEquals(Map.of("result", "yes"), results);
        assertEquals(List.of(7), pixels);
        assertEquals(List.of(), openFiles());
    }

    @Test
    void filesAreClosedWhenTheToolFailsAndWhenALaterFileDoes() throws IOException {
        raster("a.tif", 1);
        Files.writeString(folder.resolve("b.tif"), "no raster");
        Map<String, Object> one = Map.of("beforeFile", "a.tif");
        assertThrows(
                IllegalStateException.class,
                () -> run(one, arguments -> {
                    assertEquals(1, pixel(arguments.get("before")));
                    throw new IllegalStateException("the tool fails");
                }));
        assertEquals(List.of(), openFiles());
        assertEquals("scenesFile: b.tif is not a TIFF file", refused("scenesFile", List.of("a.tif", "b.tif")));
        assertEquals(List.of(), openFiles());
    }

    @Test
    void openFilesAreSeenByThisTest() throws IOException {
        raster("a.tif", 1);
        run(Map.of("beforeFile", "a.tif"), arguments -> {
            pixel(arguments.get("before"));
            assertEquals(1, openFiles().size(), "else the tests of closing prove nothing");
        });
    }

    @Test
    void manyAreGivenOneByOneOrByPatternInOrderOfName() throws IOException {
        for (int i : new int[] {3, 1, 2}) {
            raster("s/d" + i + ".tif", i);
        }
        raster("s/[x].tif", 9);
        raster("s/e.tiff", 8);
        assertEquals(List.of(3, 1), pixels(List.of("s/d3.tif", "s/d1.tif")), "as listed");
        assertEquals(List.of(1, 2, 3), pixels("s/d?.tif"));
        assertEquals(List.of(8, 1, 2, 3), pixels(List.of("s/e.tiff", "s/d*.tif")));
        assertEquals(List.of(9), pixels("s/[*].tif"), "only * and ? are patterns");
        assertEquals(List.of(9), pixels("s/[x].tif"));
        assertEquals(List.of(1), pixels("s/d1.tif"), "one of many is still a list");
        assertEquals(
                "scenesFile: no file matches s/{d1,d2}*.tif in the server's folder for rasters",
                refused("scenesFile", "s/{d1,d2}*.tif"));
        assertEquals(
                "scenesFile: no file matches none/*.tif in the server's folder for rasters",
                refused("scenesFile", "none/*.tif"));
        assertEquals(
                "scenesFile: there is no file */d1.tif in the server's folder for rasters",
                refused("scenesFile", "*/d1.tif"),
                "patterns stand in the last part only");
    }

    @Test
    void whereOnlyOneIsTakenAPatternIsAName() throws IOException {
        raster("a.tif", 1);
        assertEquals(
                "beforeFile: there is no file *.tif in the server's folder for rasters",
                refused("beforeFile", "*.tif"));
    }

    @Test
    void nothingOutsideTheFolderIsOpenedOrToldOf() throws IOException {
        Path outside = raster(Files.createDirectories(temp.resolve("elsewhere")).resolve("secret.tif"), 6);
        String below = " must be a path below the server's folder for rasters, without '..', such as scenes/before.tif,"
                + " was '";
        for (String climbing : List.of("../x.tif", "a/../../x.tif", "..", outside.toString(), "/", "/etc/passwd", "")) {
            assertEquals("beforeFile" + below + climbing + "'", refused("beforeFile", climbing, outside));
            assertEquals("scenesFile" + below + climbing + "'", refused("scenesFile", climbing, outside));
        }
        Files.createSymbolicLink(folder.resolve("link.tif"), outside);
        Files.createSymbolicLink(folder.resolve("linked"), outside.getParent());
        Files.createSymbolicLink(folder.resolve("dangling.tif"), temp.resolve("none"));
        for (String out : List.of("link.tif", "linked/secret.tif", "dangling.tif", "linked", "missing.tif")) {
            assertEquals(
                    "beforeFile: there is no file " + out + " in the server's folder for rasters",
                    refused("beforeFile", out),
                    "what exists elsewhere looks like what does not");
        }
        for (String out : List.of("link*", "linked/*", "linked/secret.ti?")) {
            assertEquals(
                    "scenesFile: no file matches " + out + " in the server's folder for rasters",
                    refused("scenesFile", out));
        }
    }

    @Test
    void linksWithinTheFolderAndTheFolderItselfMayBeLinks() throws IOException {
        raster("real/a.tif", 4);
        Files.createSymbolicLink(folder.resolve("a.tif"), folder.resolve("real/a.tif"));
        Files.createSymbolicLink(folder.resolve("a.tfw"), folder.resolve("real/a.tfw"));
        assertEquals(List.of(4), pixels("a.tif"));
        Path mount = Files.createSymbolicLink(temp.resolve("mount"), folder);
        extension = new RasterFileInput(mount, new RasterFiles(Optional::empty));
        assertEquals(List.of(4), pixels("a.tif"));
        assertEquals(List.of(4), pixels("real/*.tif"));
    }

    @Test
    void theFolderNeedNotBeThereYet() throws IOException {
        extension = new RasterFileInput(temp.resolve("later"), new RasterFiles(Optional::empty));
        assertEquals(
                "beforeFile: there is no file a.tif in the server's folder for rasters",
                refused("beforeFile", "a.tif"));
        raster(temp.resolve("later/a.tif"), 3);
        assertEquals(List.of(3), pixels("a.tif"));
    }

    @Test
    void eitherARasterOrAFileIsGiven() throws IOException {
        raster("a.tif", 1);
        Map<String, Object> both = new HashMap<>();
        run(Map.of("beforeFile", "a.tif"), arguments -> {
            both.put("before", arguments.get("before"));
            both.put("beforeFile", "a.tif");
            assertEquals("before and beforeFile are both given; give one of them", refused(both));
            both.remove("beforeFile");
            run(both, given -> assertSame(both.get("before"), given.get("before"), "handed on as it is"));
        });
        assertEquals(
                "before is missing: give a raster, or with beforeFile the path of one on the server",
                refused(Map.of()));
        raster("b.tif", 1);
        run(Map.of("beforeFile", "b.tif"), given -> assertFalse(given.containsKey("mask"), "optional stays so"));
    }

    @Test
    void whatTheHostCouldNotReadIsNotTakenForLeftOut() {
        Map<String, Object> unread = new HashMap<>();
        unread.put("maskFile", null);
        unread.put("before", null);
        assertTrue(refused(unread).startsWith("before is missing"), "a raster that could not be read");
        unread.remove("before");
        unread.put("beforeFile", null);
        assertTrue(refused(unread).startsWith("beforeFile must be a path"), "a file's name that could not be read");
        assertTrue(refused("scenesFile", Arrays.asList("a.tif", null)).startsWith("scenesFile"));
    }

    @Test
    void noNameMeansNoRasters() {
        assertTrue(refused("scenesFile", List.of()).startsWith("scenes is missing"), "an empty list of names");
    }

    @Test
    void damagedFilesAreToldApartByTheNameThatTheUserGave() throws IOException {
        byte[] whole = Files.readAllBytes(raster("a.tif", 1));
        Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, whole.length - 40));
        Files.write(folder.resolve("head.tif"), Arrays.copyOf(whole, 12));
        Files.writeString(folder.resolve("text.tif"), "no raster at all");
        Files.createFile(folder.resolve("empty.tif"));
        Files.createDirectories(folder.resolve("sub/folder.tif"));
        Files.write(folder.resolve("nowhere.tif"), whole);
        assertTrue(refused("beforeFile", "cut.tif").startsWith("beforeFile: cut.tif is cut off: "));
        assertTrue(refused("beforeFile", "head.tif").startsWith("beforeFile: head.tif is cut off: "));
        assertEquals("beforeFile: text.tif is not a TIFF file", refused("beforeFile", "text.tif"));
        assertEquals("beforeFile: empty.tif is empty", refused("beforeFile", "empty.tif"));
        assertEquals(
                "beforeFile: sub/folder.tif is a folder, not a GeoTIFF file", refused("beforeFile", "sub/folder.tif"));
        assertTrue(refused("beforeFile", ".").startsWith("beforeFile: . is a folder"), refused("beforeFile", "."));
        assertTrue(
                refused("beforeFile", "nowhere.tif").startsWith("beforeFile: nowhere.tif does not say where it lies"));
        assertTrue(refused("scenesFile", "*.tif").startsWith("scenesFile: cut.tif is cut off"), "of many, which one");
    }

    @Test
    void namesCannotCarryControlCharactersIntoAnswers() {
        for (String hostile : List.of("a\u0000b.tif", "a\u0001b.tif", "a\u001bb.tif", "/a\u0001", "a\u0001*")) {
            assertTrue(refused("beforeFile", hostile).contains("a?"), refused("beforeFile", hostile));
            assertTrue(refused("scenesFile", hostile).contains("a?"), refused("scenesFile", hostile));
        }
    }

    private interface Body {
        void run(Map<String, Object> arguments) throws IOException;
    }

    private void run(Map<String, Object> given, Body body) {
        Process tool = (arguments, listener) -> {
            try {
                body.run(arguments);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Map.of();
        };
        Map<String, Parameter<?>> inputs = single();
        if (given.containsKey("scenesFile")) {
            inputs = inputs();
            inputs.remove("before");
        }
        extension.run(tool, inputs, given, new NullProgressListener());
    }

    private String refused(String input, Object value, Path... secrets) {
        return refused(Map.of(input, value), secrets);
    }

    /** The one sentence with which arguments are refused; it must not tell where the server keeps its files. */
    private String refused(Map<String, Object> given, Path... secrets) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> run(given, arguments -> assertTrue(false, "ran")))
                .getMessage();
        if (secrets.length == 0) {
            assertFalse(message.contains(temp.toString()), message);
            assertFalse(message.contains(temp.toUri().getRawPath()), message);
        }
        assertFalse(message.matches("(?s).*([.!?] [A-Z]|\\p{Cntrl}).*"), "one sentence in one line: " + message);
        return message;
    }

    private List<Integer> pixels(Object files) {
        List<Integer> pixels = new ArrayList<>();
        run(Map.of("scenesFile", files), arguments -> ((List<?>) arguments.get("scenes"))
                .forEach(coverage -> pixels.add(pixel(coverage))));
        return pixels;
    }

    private static int pixel(Object coverage) {
        return ((GridCoverage2D) coverage).getRenderedImage().getData().getSample(2, 1, 0);
    }

    /** Files below the folder that this process holds open. */
    private List<Path> openFiles() throws IOException {
        Path handles = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(handles), "there is no /proc here");
        List<Path> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(handles)) {
            for (Path handle : all.toList()) {
                if (Files.isRegularFile(handle)
                        && Files.readSymbolicLink(handle).startsWith(temp.toRealPath())) {
                    open.add(Files.readSymbolicLink(handle));
                }
            }
        }
        return open;
    }

    private Path raster(String name, int value) throws IOException {
        return raster(folder.resolve(name), value);
    }

    /** A raster of 8 x 8 px, all of one value, placed by a world file. */
    private static Path raster(Path file, int value) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, value);
        }
        Files.createDirectories(file.getParent());
        assertTrue(ImageIO.write(image, "tiff", file.toFile()));
        String name = file.getFileName().toString();
        Files.writeString(
                file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".tfw"), "10\n0\n0\n-10\n5\n75\n");
        return file;
    }

    private static Map<String, Parameter<?>> inputs() {
        Map<String, Parameter<?>> inputs = new LinkedHashMap<>();
        inputs.put("before", raster("before", 1, 1));
        inputs.put("scenes", raster("scenes", 1, MANY));
        inputs.put("mask", raster("mask", 0, 1));
        inputs.put("window", new Parameter<>("window", Integer.class, 1, 1));
        return inputs;
    }

    private static Map<String, Parameter<?>> single() {
        Map<String, Parameter<?>> inputs = inputs();
        inputs.remove("scenes");
        return inputs;
    }

    private static Parameter<GridCoverage2D> raster(String name, int least, int most) {
        return new Parameter<>(name, GridCoverage2D.class, least, most);
    }
}
