package org.deforma.raster.gdal;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Arrays;
import org.gdal.gdal.Band;
import org.gdal.gdal.ColorTable;
import org.gdal.gdal.Dataset;
import org.gdal.gdalconst.gdalconstConstants;

/** What an image says of its colours: the palette of one that has one, else only how many components there are. */
final class Colours extends ColorSpace {
    private static final long serialVersionUID = 1L;

    private Colours(int count) {
        super(Math.min(TYPE_2CLR + count - 2, TYPE_FCLR), count);
    }

    /**
     * The colour model of a dataset's image.
     *
     * @param type of {@link DataBuffer}
     * @param bands of the image
     */
    static ColorModel of(Dataset dataset, int type, int bands) {
        Band first = dataset.GetRasterBand(1);
        ColorTable table = first.GetRasterColorTable();
        if (bands == 1
                && table != null
                && type == DataBuffer.TYPE_BYTE
                && first.GetColorInterpretation() == gdalconstConstants.GCI_PaletteIndex) {
            return table.getIndexColorModel(8);
        }
        // Writers insist on a colour model.
        ColorSpace space = bands == 1 ? ColorSpace.getInstance(ColorSpace.CS_GRAY) : new Colours(bands);
        return new ComponentColorModel(space, false, false, ColorModel.OPAQUE, type);
    }

    @Override
    public float[] toRGB(float[] components) {
        float grey = Math.max(0, Math.min(1, components[0]));
        return new float[] {grey, grey, grey};
    }

    @Override
    public float[] fromRGB(float[] rgb) {
        float[] components = new float[getNumComponents()];
        Arrays.fill(components, (rgb[0] + rgb[1] + rgb[2]) / 3);
        return components;
    }

    @Override
    public float[] toCIEXYZ(float[] components) {
        return ColorSpace.getInstance(CS_sRGB).toCIEXYZ(toRGB(components));
    }

    @Override
    public float[] fromCIEXYZ(float[] xyz) {
        return fromRGB(ColorSpace.getInstance(CS_sRGB).fromCIEXYZ(xyz));
    }
}
