package org.deforma.standalone.wms.style;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a raster is drawn.
 *
 * @param title for people
 * @param description for people; may be empty
 * @param process what the pixels go through first; empty for nothing
 * @param bands that are shown, from 0: one for grey or colours, three for red, green and blue
 * @param colours of the one band; empty to show values 0 to 255 as they are
 * @param opacity of the whole, 0 to 1
 */
public record RasterStyle(
        String title,
        String description,
        Optional<BandProcess> process,
        List<Integer> bands,
        Optional<ColourMap> colours,
        double opacity) {

    /**
     * A process between raster and colours, GeoServer's {@code Transformation}.
     *
     * @param name with prefix, such as {@code deforma:Magnitude}
     * @param raster its input that takes the raster
     * @param settings its other inputs, as text
     */
    public record BandProcess(String name, String raster, Map<String, String> settings) {
        /** Keeps a copy. */
        public BandProcess {
            settings = Map.copyOf(settings);
        }
    }

    /** Checks what belongs together. */
    public RasterStyle {
        bands = List.copyOf(bands);
        if (bands.size() != 1 && bands.size() != 3) {
            throw new IllegalArgumentException(
                    "ChannelSelection names " + bands.size() + " channels; one grey or red, green and blue are needed");
        }
        if (bands.size() == 3 && colours.isPresent()) {
            throw new IllegalArgumentException("ColorMap needs one GrayChannel, not red, green and blue");
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("Opacity must be 0 to 1, was " + opacity);
        }
    }

    /** Whether values are numbers of classes, which may not be averaged. */
    public boolean isClasses() {
        return colours.map(map -> map.type() == ColourMap.Type.VALUES).orElse(false);
    }

    /**
     * The colour of one pixel.
     *
     * @param values of the {@link #bands()}, each a block of pixels
     * @param pixel in those blocks
     * @return ARGB, not premultiplied; transparent where a band has no data
     */
    public int argb(float[][] values, int pixel) {
        int argb;
        if (colours.isPresent()) {
            argb = colours.get().argb(values[0][pixel]);
        } else {
            argb = 0xff000000;
            for (int channel = 0; channel < 3; channel++) {
                float value = values[values.length == 1 ? 0 : channel][pixel];
                if (Float.isNaN(value)) {
                    return ColourMap.TRANSPARENT;
                }
                argb |= Math.max(0, Math.min(255, Math.round(value))) << (16 - 8 * channel);
            }
        }
        return opacity == 1 ? argb : (argb & 0xffffff) | ((int) Math.round((argb >>> 24) * opacity) << 24);
    }
}
