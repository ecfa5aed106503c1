package org.deforma.standalone.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as bytes. */
final class Pictures {
    /** Little loss for photographs; smaller files show blocks in even colours. */
    private static final float JPEG_QUALITY = 0.9f;

    private Pictures() {}

    /** @param png rather than JPEG, which needs a picture without transparency */
    static Answer answer(BufferedImage image, boolean png) {
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(png ? "png" : "jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not ImageIO.write, which makes a temporary file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (!png) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new IllegalStateException("a picture cannot be written into memory", e);
        } finally {
            writer.dispose();
        }
        return Answer.of(png ? MapRequest.PNG : MapRequest.JPEG, bytes.toByteArray());
    }
}
