package org.deforma.standalone.wms.draw;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.style.RasterStyle;
import org.deforma.standalone.wms.style.RasterStyle.BandProcess;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.Converters;

/** Bands of a layer for a style, by way of its process where it has one. */
final class StyledBands {
    private StyledBands() {}

    /** @throws IllegalArgumentException when the layer has not the bands that the style shows */
    static BandReader reader(Layer layer, RasterStyle style, ProcessFactory processes, Deadline deadline) {
        List<Integer> bands = style.bands();
        if (style.process().isPresent()) {
            return (level, window) ->
                    chosen(run(style.process().get(), layer, level, window, processes, deadline), bands, layer);
        }
        bands.forEach(band -> check(band, layer.bands().size(), layer));
        return (level, window) -> {
            float[][] values = new float[bands.size()][];
            for (int i = 0; i < values.length; i++) {
                int same = bands.indexOf(bands.get(i));
                values[i] = same < i ? values[same] : layer.pixels().read(level, window, bands.get(i));
            }
            return values;
        };
    }

    private static void check(int band, int count, Layer layer) {
        if (band >= count) {
            throw new IllegalArgumentException("the style shows band " + (band + 1) + " but " + layer.fullName()
                    + " has " + count + "; choose another style");
        }
    }

    private static float[][] chosen(float[][] all, List<Integer> bands, Layer layer) {
        float[][] values = new float[bands.size()][];
        for (int i = 0; i < values.length; i++) {
            check(bands.get(i), all.length, layer);
            values[i] = all[bands.get(i)];
        }
        return values;
    }

    /** All bands of the result, which must be on the grid of the input. */
    private static float[][] run(
            BandProcess call, Layer layer, int level, Rectangle window, ProcessFactory processes, Deadline deadline) {
        Name name = name(call.name());
        Process process = processes.getNames().contains(name) ? processes.create(name) : null;
        if (process == null) {
            throw new IllegalArgumentException("the style needs the process " + call.name()
                    + ", which is not there; choose another style of " + layer.fullName());
        }
        GridCoverage2D input = coverage(layer, level, window);
        try {
            Map<String, Object> results = process.execute(
                    inputs(call, input, processes.getParameterInfo(name)), new DeadlineListener(deadline));
            return values(results, call, window);
        } catch (ProcessException e) {
            deadline.check();
            throw new IllegalArgumentException(
                    call.name() + ", which the style of " + layer.fullName() + " needs, failed: " + e.getMessage(), e);
        } finally {
            input.dispose(true);
        }
    }

    private static Name name(String full) {
        int colon = full.indexOf(':');
        return colon < 0 ? new NameImpl(full) : new NameImpl(full.substring(0, colon), full.substring(colon + 1));
    }

    private static Map<String, Object> inputs(
            BandProcess call, GridCoverage2D raster, Map<String, Parameter<?>> described) {
        Map<String, Object> inputs = new HashMap<>();
        call.settings().forEach((input, text) -> {
            Parameter<?> parameter = described.get(input);
            Object value = parameter == null ? null : Converters.convert(text, parameter.type);
            if (value == null) {
                throw new IllegalArgumentException(
                        call.name() + " cannot be given " + input + " = '" + text + "', as the style wants");
            }
            inputs.put(input, value);
        });
        inputs.put(call.raster(), raster);
        return inputs;
    }

    private static float[][] values(Map<String, Object> results, BandProcess call, Rectangle window) {
        GridCoverage2D result = results.values().stream()
                .filter(GridCoverage2D.class::isInstance)
                .map(GridCoverage2D.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(call.name() + " gives no raster to draw"));
        try {
            Raster pixels = result.getRenderedImage().getData();
            if (pixels.getWidth() != window.width || pixels.getHeight() != window.height) {
                throw new IllegalArgumentException(call.name() + " gives " + pixels.getWidth() + " x "
                        + pixels.getHeight() + " pixels for " + window.width + " x " + window.height
                        + "; a style needs a process that keeps the grid");
            }
            float[][] values = new float[pixels.getNumBands()][];
            for (int band = 0; band < values.length; band++) {
                values[band] = pixels.getSamples(
                        pixels.getMinX(), pixels.getMinY(), window.width, window.height, band, (float[]) null);
            }
            return values;
        } finally {
            result.dispose(true);
        }
    }

    private static GridCoverage2D coverage(Layer layer, int level, Rectangle window) {
        int bands = layer.bands().size();
        float[][] values = new float[bands][];
        GridSampleDimension[] dimensions = new GridSampleDimension[bands];
        for (int band = 0; band < bands; band++) {
            values[band] = layer.pixels().read(level, window, band);
            dimensions[band] = new GridSampleDimension(layer.bands().get(band).name());
        }
        ColorModel model =
                new ComponentColorModel(new AnyBands(bands), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_FLOAT);
        BufferedImage image = new BufferedImage(
                model,
                Raster.createWritableRaster(
                        new BandedSampleModel(DataBuffer.TYPE_FLOAT, window.width, window.height, bands),
                        new DataBufferFloat(values, window.width * window.height),
                        null),
                false,
                null);
        return CoverageFactoryFinder.getGridCoverageFactory(null)
                .create(layer.name(), image, box(layer, level, window), dimensions, null, null);
    }

    private static ReferencedEnvelope box(Layer layer, int level, Rectangle window) {
        double x = layer.bounds().getWidth() / layer.width() * (1 << level);
        double y = layer.bounds().getHeight() / layer.height() * (1 << level);
        double west = layer.bounds().getMinX() + window.x * x;
        double north = layer.bounds().getMaxY() - window.y * y;
        return new ReferencedEnvelope(west, west + window.width * x, north - window.height * y, north, layer.crs());
    }

    /** A colour space is what Java asks for; it means nothing here. */
    private static final class AnyBands extends ColorSpace {
        private static final long serialVersionUID = 1;

        AnyBands(int bands) {
            super(ColorSpace.TYPE_GRAY, bands);
        }

        @Override
        public float[] toRGB(float[] values) {
            return new float[] {values[0], values[0], values[0]};
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            return new float[getNumComponents()];
        }

        @Override
        public float[] toCIEXYZ(float[] values) {
            return toRGB(values);
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            return fromRGB(xyz);
        }
    }
}
