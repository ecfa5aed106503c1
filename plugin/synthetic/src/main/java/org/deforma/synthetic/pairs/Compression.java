package org.deforma.synthetic.pairs;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What a JPEG file keeps of an image. Quick looks and many archives hold such images; what they lost looks like texture. */
final class Compression {
    private Compression() {}

    /**
     * Writes and reads an image.
     *
     * @param image whole numbers, 0 to 255; replaced by what is read
     * @param width columns [px]
     * @param quality of the file, as ImageIO has it, 0 to 1
     */
    static void lossy(float[] image, int width, float quality) {
        BufferedImage grey = new BufferedImage(width, image.length / width, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < image.length; i++) {
            grey.getRaster().setSample(i % width, i / width, 0, (int) image[i]);
        }
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(written(grey, quality)));
            for (int i = 0; i < image.length; i++) {
                image[i] = read.getRaster().getSample(i % width, i / width, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an image could not be compressed in memory", e);
        }
    }

    private static byte[] written(BufferedImage image, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
