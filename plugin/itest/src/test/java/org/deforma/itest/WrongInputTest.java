package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.standalone.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake: one clear sentence on stderr, exit code 2, no output file, inputs untouched. */
class WrongInputTest {
    private static final String FILE = "(?<![./a-z])[a-z]+(/[a-z]+)?\\.(tif|png)|nowhere$";

    /** Warns of what the command line says better, which turns it down likewise. */
    private static final Logger GEOTOOLS = Logger.getLogger("org.geotools");

    @TempDir
    static Path folder;

    private static Path bundles;

    @BeforeAll
    static void prepare() throws IOException {
        GEOTOOLS.setLevel(Level.SEVERE);
        bundles = Distribution.withFakeTool(Files.createDirectory(folder.resolve("bundles")));
        Path image = Images.noise(folder.resolve("a.tif"), 1);
        Images.noise(folder.resolve("b.tif"), 2);
        byte[] bytes = Files.readAllBytes(image);
        Files.write(folder.resolve("cut.tif"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(folder.resolve("head.tif"), Arrays.copyOf(bytes, 60));
        Files.write(folder.resolve("empty.tif"), new byte[0]);
        Files.writeString(
                folder.resolve("text.tif"), "This is no image, whatever its name says.\n", StandardCharsets.UTF_8);
        Files.createDirectory(folder.resolve("dir.tif"));
        Files.write(folder.resolve("complex.tif"), withTag(bytes, 339, 6));
        Files.write(folder.resolve("twelve.tif"), withTag(bytes, 258, 12));
        Files.write(folder.resolve("giant.tif"), withTag(bytes, 256, -1));
        Files.write(folder.resolve("placeless.tif"), withTag(withTag(bytes, 33922, 0), 34264, 0));
        Files.write(folder.resolve("loop.tif"), withLoop(bytes));
    }

    /** The TIFF with another value in a tag of one number; with no such tag where the tag holds several. */
    private static byte[] withTag(byte[] tiff, int tag, int value) {
        byte[] copy = tiff.clone();
        ByteBuffer changed = buffer(copy);
        int directory = changed.getInt(4);
        for (int at = directory + 2; at < directory + 2 + 12 * changed.getShort(directory); at += 12) {
            if ((changed.getShort(at) & 0xffff) == tag) {
                if (changed.getInt(at + 4) == 1) {
                    changed.putShort(at + 2, (short) 4).putInt(at + 8, value);
                } else {
                    changed.putShort(at, (short) 65000);
                }
            }
        }
        return copy;
    }

    /** The TIFF with its first directory as the next one. */
    private static byte[] withLoop(byte[] tiff) {
        byte[] copy = tiff.clone();
        ByteBuffer changed = buffer(copy);
        int directory = changed.getInt(4);
        changed.putInt(directory + 2 + 12 * changed.getShort(directory), directory);
        return copy;
    }

    private static ByteBuffer buffer(byte[] tiff) {
        return ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            lst                                              | there is no command 'lst'; did you mean list?
            describe Displacment                             | there is no process 'Displacment'; did you mean Displacement?
            run other:Thing                                  | there is no process 'other:Thing'; 'deforma list' shows what there is
            run                                              | Missing required parameter: 'NAME'
            run Displacement --after b.tif --output o.tif    | --before is missing: The earlier image; its grid and CRS are those of the result.
            run Displacement --before a.tif --after b.tif    | --output is missing: the GeoTIFF file to write
            RUN --windw 16                                   | deforma:Displacement has no input --windw; did you mean --window?
            RUN --window abc                                 | window must be a whole number, was 'abc'
            RUN --window 16.5                                | window must be a whole number, was '16.5'
            RUN --window 7                                   | window must be 8..256 px, was 7
            RUN --window                                     | --window needs a value
            RUN --window 16 --window 32                      | --window is given twice
            RUN --window 16 32                               | --window takes one value; '32' is one too many
            RUN --step -1                                    | step must be 1..32 px (the window), was -1
            RUN --searchRange NaN                            | searchRange must be a number, was 'NaN'
            RUN --searchRange 0.5                            | searchRange must be 1..512 px, was 0.5
            RUN --minCorrelation 2                           | minCorrelation must be 0..1, was 2.0
            RUN --removeRamp wave                            | removeRamp must be one of none, offset, plane, was 'wave'
            RUN --method magic                               | method must be one of icgn, cnn, was 'magic'
            RUN --area here                                  | area must be a geometry as well-known text, such as "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0))", was 'here'
            BEFORE none.tif                                  | before: none.tif does not exist
            BEFORE dir.tif                                   | before: dir.tif is a folder, not a GeoTIFF file
            BEFORE empty.tif                                 | before: empty.tif is empty
            BEFORE text.tif                                  | before: text.tif is not a TIFF file
            BEFORE head.tif                                  | before: head.tif is cut off: its directory of tags is not complete
            BEFORE cut.tif                                   | before: cut.tif is cut off: its pixels end at byte 8,576, the file at byte 4,288
            BEFORE complex.tif                               | before: complex.tif holds complex numbers, for which GDAL is needed, and that cannot be used here: it is switched off by deforma.gdal=off; run plugin/raster-gdal/install, or make a GeoTIFF of it with gdal_translate
            BEFORE twelve.tif                                | before: twelve.tif has samples of 12 bits, for which GDAL is needed, and that cannot be used here: it is switched off by deforma.gdal=off; run plugin/raster-gdal/install, or make a GeoTIFF of it with gdal_translate
            BEFORE giant.tif                                 | before: giant.tif is damaged: it says that a side of it is 4294967295 px long
            BEFORE placeless.tif                             | before: placeless.tif does not say where it lies, neither by tags nor by a world file; give it a place, for example one in pixels with gdal_edit.py -a_ullr 0 ROWS COLUMNS 0
            BEFORE loop.tif                                  | before: loop.tif is damaged: it holds more than 65536 images
            OUTPUT dir.tif                                   | output: dir.tif is a folder; name a file in it, such as dir.tif/result.tif
            OUTPUT nowhere/o.tif                             | output: nowhere/o.tif cannot be written: there is no folder nowhere
            OUTPUT a.tif                                     | output: a.tif is also an input; choose another name
            OUTPUT o.png                                     | output: o.png must end in .tif or .tiff; the result is a GeoTIFF
            """)
    void saysWhatIsWrong(String words, String message) throws Exception {
        String line = words.replaceFirst("^RUN", "run Displacement --before a.tif --after b.tif --output o.tif")
                .replaceFirst("^BEFORE", "run Displacement --after b.tif --output o.tif --before")
                .replaceFirst("^OUTPUT", "run Displacement --before a.tif --after b.tif --output")
                .replaceAll(FILE, folder + "/$0");
        byte[] input = Files.readAllBytes(folder.resolve("a.tif"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stderr = System.err;
        int code;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setProperty("deforma.bundles", bundles.toString());
        // What is said where there is no GDAL.
        System.setProperty("deforma.gdal", "off");
        try {
            code = Main.execute(line.split(" "));
        } finally {
            System.clearProperty("deforma.bundles");
            System.clearProperty("deforma.gdal");
            System.setErr(stderr);
        }
        assertEquals(
                "deforma: " + message.replaceAll(FILE, folder + "/$0") + "\n", said.toString(StandardCharsets.UTF_8));
        assertEquals(2, code);
        assertFalse(Files.exists(folder.resolve("o.tif")), "no output");
        assertArrayEquals(input, Files.readAllBytes(folder.resolve("a.tif")), "inputs stay as they are");
    }
}
