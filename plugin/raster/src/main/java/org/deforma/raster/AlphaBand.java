package org.deforma.raster;

import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.util.OptionalInt;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Finds the alpha band of an image. The colour model alone cannot be trusted: the TIFF readers of JAI and ImageN call the last of
 * two or four bands alpha whatever it is, so the near infrared of a four-band image would be taken for a mask. The file's
 * ExtraSamples tag knows (TIFF 6.0, 1992, page 31).
 */
final class AlphaBand {
    /** Image property by which the read operation of JAI and ImageN hands on its {@link ImageReader}. */
    private static final String READER_PROPERTY = "JAI.ImageReader";

    private static final String EXTRA_SAMPLES = "338";

    private AlphaBand() {}

    /** The alpha band of an image; always its last. */
    static OptionalInt of(RenderedImage image) {
        int bands = image.getSampleModel().getNumBands();
        ColorModel colors = image.getColorModel();
        int type = image.getSampleModel().getDataType();
        if (bands < 2
                || colors == null
                || !colors.hasAlpha()
                || type == DataBuffer.TYPE_FLOAT
                || type == DataBuffer.TYPE_DOUBLE) {
            return OptionalInt.empty();
        }
        if (image.getProperty(READER_PROPERTY) instanceof ImageReader reader && !hasAlpha(reader)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(bands - 1);
    }

    private static boolean hasAlpha(ImageReader reader) {
        try {
            IIOMetadata metadata = reader.getImageMetadata(0);
            String format = metadata.getNativeMetadataFormatName();
            if (format == null || !format.contains("tiff")) {
                return true;
            }
            NodeList fields = ((Element) metadata.getAsTree(format)).getElementsByTagName("TIFFField");
            for (int i = 0; i < fields.getLength(); i++) {
                Element field = (Element) fields.item(i);
                if (EXTRA_SAMPLES.equals(field.getAttribute("number"))) {
                    return mentionsAlpha(field.getElementsByTagName("TIFFShort"));
                }
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            // The reader is closed or the file has gone; reading the pixels will say so better.
            return false;
        }
    }

    private static boolean mentionsAlpha(NodeList values) {
        for (int i = 0; i < values.getLength(); i++) {
            Node value = values.item(i).getAttributes().getNamedItem("value");
            if (value != null
                    && (value.getNodeValue().equals("1") || value.getNodeValue().equals("2"))) {
                return true;
            }
        }
        return false;
    }
}
