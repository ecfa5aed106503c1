package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deforma.api.DeformaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    private static final Cleaner CLEANER = Cleaner.create();

    @TempDir
    Path parent;

    @Test
    void resultsThatNobodyHoldsMakeRoomForOthers() throws Exception {
        try (ScratchFolder folder = new ScratchFolder(parent, 10_000)) {
            Path kept = folder.newFolder(1_000);
            List<Path> forgotten = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Path result = folder.newFolder(1_000);
                CLEANER.register(new Object(), () -> folder.release(result));
                forgotten.add(result);
            }
            Path next = folder.newFolder(1_000);
            assertTrue(Files.exists(next));
            assertTrue(Files.exists(kept));
            assertTrue(forgotten.stream().anyMatch(Files::notExists), "the collector was asked to look");
            folder.release(kept);
            folder.release(next);
        }
    }

    @Test
    void theFolderGoesWithItsLastResult() throws Exception {
        ScratchFolder folder = new ScratchFolder(parent);
        Path result = folder.newFolder(1);
        folder.close();
        assertTrue(Files.exists(result));
        folder.release(result);
        assertFalse(Files.exists(result));
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whenTheProgramIsBeingStoppedNothingIsBegunOrLeft() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AtExit.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("interrupted: the program is being stopped", said.strip());
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(0, left.count());
        }
    }

    /** A program that asks for its first scratch folder when it has been told to end. */
    static final class AtExit {
        private AtExit() {}

        public static void main(String... arguments) {
            ScratchFolder folder = new ScratchFolder(Path.of(arguments[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> ask(folder)));
        }

        private static void ask(ScratchFolder folder) {
            try {
                System.out.println(folder.newFolder(1));
            } catch (DeformaException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
