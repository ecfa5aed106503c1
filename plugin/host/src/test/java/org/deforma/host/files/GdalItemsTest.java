package org.deforma.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdalItemsTest {
    private static final String XML =
            """
            <GDALMetadata>
              <Item name="DEFORMA_TOOL">deforma:Displacement</Item>
              <Item name="DEFORMA_TOOL" domain="OTHER">nothing of ours</Item>
              <Item name="DESCRIPTION" sample="0" role="description">east</Item>
              <Item name="UNITTYPE" sample="0" role="unittype">m</Item>
              <Item name="DESCRIPTION" sample="1" role="description">&#916; &amp;amp; &amp;lt;z&amp;gt;</Item>
            </GDALMetadata>
            """;

    @TempDir
    Path folder;

    /** A directory of two tags, the second of which is GDAL's. */
    private static byte[] tiff(boolean big, ByteOrder order, String xml) {
        byte[] text = (xml + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(100 + text.length).order(order);
        byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
        file.put(mark).put(mark).putShort((short) (big ? 43 : 42));
        if (big) {
            file.putInt(8).putLong(16).putLong(2);
            file.putShort((short) 256).putShort((short) 4).putLong(1).putLong(10);
            file.putShort((short) 42112)
                    .putShort((short) 2)
                    .putLong(text.length)
                    .putLong(100);
        } else {
            file.putInt(8).putShort((short) 2);
            file.putShort((short) 256).putShort((short) 4).putInt(1).putInt(10);
            file.putShort((short) 42112).putShort((short) 2).putInt(text.length).putInt(100);
        }
        return file.position(100).put(text).array();
    }

    private GdalItems items(byte[] content) throws IOException {
        return GdalItems.of(Files.write(folder.resolve("a.tif"), content));
    }

    @Test
    void classicAndBigInEitherOrder() throws IOException {
        for (boolean big : new boolean[] {false, true}) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                GdalItems items = items(tiff(big, order, XML));
                assertEquals("deforma:Displacement", items.tool());
                assertEquals("east", items.name(0));
                assertEquals("m", items.unit(0));
                assertEquals("\u0394 & <z>", items.name(1));
                assertEquals("", items.unit(1));
                assertEquals("", items.name(2));
            }
        }
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        for (String file : new String[] {"", "II", "II*", "GIF89a and so on", "<GDALMetadata/>"}) {
            assertEquals("", items(file.getBytes(StandardCharsets.UTF_8)).tool(), file);
        }
        assertEquals("", items(tiff(false, ByteOrder.LITTLE_ENDIAN, "")).tool());
        assertThrows(NoSuchFileException.class, () -> GdalItems.of(folder.resolve("none.tif")));
    }

    @Test
    void aDamagedTagCountsAsFarAsItCanBeRead() throws IOException {
        String broken = XML.replace("</GDALMetadata>", "<Item");
        assertEquals("m", items(tiff(false, ByteOrder.LITTLE_ENDIAN, broken)).unit(0));
        byte[] whole = tiff(true, ByteOrder.LITTLE_ENDIAN, XML);
        for (int length = 0; length < whole.length; length++) {
            assertEquals("", items(Arrays.copyOf(whole, length)).tool(), "cut off at " + length);
        }
    }

    @Test
    void nothingOutsideOfTheFileIsRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><GDALMetadata>"
                + "<Item name=\"DEFORMA_TOOL\">&x;</Item></GDALMetadata>";
        assertEquals("", items(tiff(false, ByteOrder.LITTLE_ENDIAN, xml)).tool());
    }
}
