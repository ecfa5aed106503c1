package org.deforma.inference.internal;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.measure.Unit;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.raster.RasterGrid;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.referencing.CRS;

/** Says where a raster is unlike what a model has seen. */
final class DomainNotes {
    /** Share of the values that may lie outside before it is worth a word. */
    private static final double TOLERATED = 0.001;
    /** Length of a degree of the meridian, on average [m]. */
    private static final double DEGREE = 111_195;

    private DomainNotes() {}

    /**
     * The warnings.
     *
     * @param outside share of the values outside of the model's range
     */
    static List<String> of(ModelDescription model, RasterGrid raster, double outside) {
        ModelDomain domain = model.domain();
        List<String> notes = new ArrayList<>();
        pixelSize(raster).ifPresent(size -> {
            if (size < domain.minResolution() * 0.999 || size > domain.maxResolution() * 1.001) {
                notes.add("pixels of raster are %s m wide; model %s has seen %s"
                        .formatted(
                                number(size),
                                model.name(),
                                range(domain.minResolution(), domain.maxResolution(), "m")));
            }
        });
        if (outside > TOLERATED) {
            notes.add("%s %% of the values of raster lie outside of what model %s has seen: %s"
                    .formatted(
                            number(100 * outside),
                            model.name(),
                            range(domain.minValue(), domain.maxValue(), domain.unit())));
        }
        return notes;
    }

    private static String range(double low, double high, String unit) {
        String text;
        if (Double.isInfinite(high)) {
            text = number(low) + " or more";
        } else {
            text = Double.isInfinite(low) ? number(high) + " or less" : number(low) + " to " + number(high);
        }
        return unit.isBlank() ? text : text + " [" + unit + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value)
                .replaceFirst("(\\.\\d*?)0+($|e)", "$1$2")
                .replaceFirst("\\.($|e)", "$1");
    }

    /** Mean of a pixel's width and height [m]; empty where the unit of the grid is not known. */
    static OptionalDouble pixelSize(RasterGrid raster) {
        if (raster.crs().isEmpty()) {
            return OptionalDouble.empty();
        }
        double side = Math.sqrt(raster.pixelWidth() * raster.pixelHeight());
        CoordinateReferenceSystem horizontal = CRS.getHorizontalCRS(raster.crs().get());
        if (horizontal == null) {
            return OptionalDouble.empty();
        }
        double base = toBase(horizontal);
        if (horizontal instanceof GeographicCRS) {
            Point2D centre = raster.toWorld(raster.width() / 2.0, raster.height() / 2.0);
            double degrees = Math.toDegrees(side * base);
            return OptionalDouble.of(degrees * DEGREE * Math.sqrt(Math.cos(centre.getY() * base)));
        }
        return OptionalDouble.of(side * base);
    }

    /** Size of an axis unit in metres or radians. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static double toBase(CoordinateReferenceSystem crs) {
        Unit unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        return unit.getConverterTo(unit.getSystemUnit()).convert(1.0);
    }
}
