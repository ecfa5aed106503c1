package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of three megabytes, in a process that alone sees it. */
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=3m tmpfs \"$0\"";

    @TempDir
    Path folder;

    /** Runs a line of shell where mounts are seen by nobody else. */
    private static String run(String line, Path... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("unshare", "-r", "-m", "sh", "-c", line));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it hangs");
        return said;
    }

    private static boolean mayMount(Path disk) throws InterruptedException {
        try {
            return run(MOUNT + " && echo yes", disk).contains("yes");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFullDiskIsOneSentenceAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mayMount(disk), "needs Linux and the right to mount for oneself");
        Random noise = new Random(1);
        Rasters.write(folder.resolve("small.tif"), 600, 300, 1, (band, x, y) -> x);
        Rasters.write(folder.resolve("large.tif"), 900, 900, 1, (band, x, y) -> noise.nextFloat());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = run(
                MOUNT + " && \"" + java + "\" -Xmx256m -cp \"" + System.getProperty("java.class.path") + "\" " + "'"
                        + Adding.class.getName() + "' \"$0\" \"$1\"",
                disk,
                folder);
        assertTrue(
                said.contains("layer deforma:a cannot be written: the disk of the folder " + disk.toRealPath()
                        + " is full; make room there and try again\n"),
                said);
        assertTrue(said.contains("[a] 7.0 []"), said);
    }

    /** What the other process does. */
    static final class Adding {
        private Adding() {}

        /** Adds a layer, replaces it by one that is too large until the disk is full, and looks what is there. */
        public static void main(String[] arguments) throws IOException {
            Path data = Path.of(arguments[0]);
            Path rasters = Path.of(arguments[1]);
            try (LayerStore store = LayerStore.open(data)) {
                add(store, rasters.resolve("small.tif"));
                try {
                    add(store, rasters.resolve("large.tif"));
                } catch (UncheckedIOException e) {
                    print(e.getMessage());
                }
            }
            try (LayerStore store = LayerStore.open(data);
                    var left = Files.list(data.resolve("tmp"))) {
                float value = store.find("a").orElseThrow().pixels().read(0, new java.awt.Rectangle(7, 0, 1, 1), 0)[0];
                print(store.layers().stream().map(Layer::name).toList() + " " + value + " " + left.toList());
            }
        }

        private static void add(LayerStore store, Path raster) {
            store.add("a", "", raster, "raster", Map.of(), new DefaultProgressListener());
        }

        @SuppressWarnings("SystemOut")
        private static void print(String line) {
            System.out.println(line);
        }
    }
}
