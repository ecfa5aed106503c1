package org.deforma.raster.gdal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gdal.gdal.Band;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * One band of a coverage, as it comes from a band of GDAL's.
 *
 * @param band of GDAL, counted from 1
 * @param part what of its samples
 * @param name for people
 * @param unit such as {@code m}; empty where the file does not say
 * @param scale value = scale x sample + offset
 * @param offset as above
 * @param noData the sample that stands for no data, where there is one
 * @param masked whether GDAL has a mask for the band that is more than that sample
 * @param type of GDAL's samples
 * @param signed whether bytes count from -128 to 127
 */
record Channel(
        int band,
        Part part,
        String name,
        String unit,
        double scale,
        double offset,
        Optional<Double> noData,
        boolean masked,
        int type,
        boolean signed) {

    /** What of a sample: all of it, or of a complex number its length or its angle [rad]. */
    enum Part {
        VALUE,
        AMPLITUDE,
        PHASE
    }

    /** The bands of a dataset in order, without its alpha band; a complex one becomes amplitude and phase. */
    static List<Channel> of(Dataset dataset) {
        List<Channel> channels = new ArrayList<>();
        int bands = dataset.GetRasterCount();
        for (int i = 1; i <= bands; i++) {
            Band band = dataset.GetRasterBand(i);
            if (band.GetColorInterpretation() == gdalconstConstants.GCI_AlphaBand && bands > 1) {
                continue;
            }
            Channel channel = of(band, i, name(band, i, bands));
            if (channel.isComplex()) {
                String prefix = bands == 1 ? "" : channel.name + " ";
                channels.add(channel.part(Part.AMPLITUDE, prefix + "amplitude", channel.unit));
                channels.add(channel.part(Part.PHASE, prefix + "phase", "rad"));
            } else {
                channels.add(channel);
            }
        }
        return channels;
    }

    private static Channel of(Band band, int number, String name) {
        int usual = gdalconstConstants.GMF_ALL_VALID | gdalconstConstants.GMF_NODATA;
        return new Channel(
                number,
                Part.VALUE,
                name,
                band.GetUnitType() == null ? "" : band.GetUnitType(),
                number(band::GetScale).orElse(1.0),
                number(band::GetOffset).orElse(0.0),
                number(band::GetNoDataValue),
                (band.GetMaskFlags() & usual) == 0,
                band.GetRasterDataType(),
                "SIGNEDBYTE".equals(band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE")));
    }

    private interface Ask {
        void of(Double[] answer);
    }

    private static Optional<Double> number(Ask ask) {
        Double[] answer = new Double[1];
        ask.of(answer);
        return Optional.ofNullable(answer[0]);
    }

    private static String name(Band band, int number, int bands) {
        String name = band.GetDescription();
        if (name == null || name.isBlank()) {
            String variable = band.GetMetadataItem("NETCDF_VARNAME");
            name = variable == null ? "band" : variable;
            return bands == 1 && variable != null ? name : name + " " + number;
        }
        return name.strip();
    }

    private Channel part(Part wanted, String called, String in) {
        return new Channel(band, wanted, called, in, scale, offset, noData, masked, type, signed);
    }

    boolean isComplex() {
        return gdal.DataTypeIsComplex(type) != 0;
    }

    /** Whether its values are not the samples as they are stored. */
    boolean isComputed() {
        return masked || signed || part != Part.VALUE || scale != 1 || offset != 0;
    }

    /** Whether its values need 64 bits: samples that a 32-bit float does not hold exactly. */
    boolean isWide() {
        return type == gdalconstConstants.GDT_Float64
                || type == gdalconstConstants.GDT_CFloat64
                || type == gdalconstConstants.GDT_Int32
                || type == gdalconstConstants.GDT_UInt32
                || type == gdalconstConstants.GDT_CInt32
                || type == gdalconstConstants.GDT_Int64
                || type == gdalconstConstants.GDT_UInt64;
    }

    /**
     * A value from samples.
     *
     * @param samples of GDAL as numbers; of a complex band real and imaginary parts in turns
     * @param index of the pixel
     * @return NaN for no data, and for the phase of zero, which has none
     */
    double value(double[] samples, int index) {
        return switch (part) {
            case VALUE -> {
                double sample = signed ? (byte) samples[index] : samples[index];
                yield isNoData(sample) ? Double.NaN : scale * sample + offset;
            }
            case AMPLITUDE -> Math.hypot(samples[2 * index], samples[2 * index + 1]);
            case PHASE -> {
                double re = samples[2 * index];
                double im = samples[2 * index + 1];
                yield re == 0 && im == 0 ? Double.NaN : Math.atan2(im, re);
            }
        };
    }

    private boolean isNoData(double sample) {
        if (noData.isEmpty()) {
            return false;
        }
        // A float may be written with fewer digits than it has.
        return type == gdalconstConstants.GDT_Float32
                ? (float) sample == noData.get().floatValue()
                : sample == noData.get();
    }
}
