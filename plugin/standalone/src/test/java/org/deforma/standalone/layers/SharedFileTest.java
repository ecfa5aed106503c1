package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are open only while they are needed. */
class SharedFileTest {
    @TempDir
    Path folder;

    private final OpenFiles files = new OpenFiles();

    @AfterEach
    void close() {
        files.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void oneThatNobodyReadsIsClosedAndOpensAgain() throws IOException {
        SharedFile file = files.file(write("a", "0123456789"));
        assertEquals('3', file.read(3, 1)[0]);
        files.closeIdle(Long.MAX_VALUE);
        write("b", "abcdefghij");
        Files.move(folder.resolve("b"), folder.resolve("a"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals('3', file.read(3, 1)[0], "still open");
        files.closeIdle(0);
        assertEquals('d', file.read(3, 1)[0], "opened again");
    }

    @Test
    void oneThatIsHeldOutlivesItsName() throws IOException {
        Path path = write("a", "0123456789");
        SharedFile file = files.file(path);
        file.hold();
        Files.delete(path);
        write("a", "abcdefghij");
        assertEquals('3', file.read(3, 1)[0]);
        files.closeIdle(0);
        String gone = assertThrows(IOException.class, () -> file.read(3, 1)).getMessage();
        assertEquals("the layer is gone", gone, "and never reads what has its name now");
    }

    @Test
    void nothingIsReadBeyondTheEnd() throws IOException {
        SharedFile file = files.file(write("a", "0123456789"));
        assertThrows(EOFException.class, () -> file.read(8, 3));
        assertThrows(EOFException.class, () -> file.read(-1, 1));
        assertEquals(-1, file.read(10, new byte[4], 0, 4));
    }

    @Test
    void aStreamReadsWhatTheFileHolds() throws IOException {
        byte[] bytes = new byte[100_000];
        new java.util.Random(5).nextBytes(bytes);
        Path path = Files.write(folder.resolve("a"), bytes);
        java.util.Random random = new java.util.Random(6);
        try (FileStream stream = new FileStream(files.file(path))) {
            assertEquals(bytes.length, stream.length());
            for (int i = 0; i < 500; i++) {
                int at = random.nextInt(bytes.length);
                int length = Math.min(bytes.length - at, random.nextInt(i % 2 == 0 ? 30 : 20_000));
                byte[] read = new byte[length];
                stream.seek(at);
                stream.readFully(read);
                assertTrue(java.util.Arrays.equals(bytes, at, at + length, read, 0, length));
                assertEquals(at + length, stream.getStreamPosition());
                assertEquals(at + length < bytes.length ? bytes[at + length] & 0xff : -1, stream.read());
            }
        }
    }
}
