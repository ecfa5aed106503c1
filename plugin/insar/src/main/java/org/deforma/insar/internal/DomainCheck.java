package org.deforma.insar.internal;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.measure.Unit;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.raster.RasterGrid;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.insar.stack.StackPairs;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.referencing.CRS;

/** Where a stack is not like those that a model has seen, in sentences for the user. */
final class DomainCheck {
    private DomainCheck() {}

    /** All there is to say; empty for a complete stack within the domain. */
    static List<String> notes(ModelDescription model, StackPairs stack, CoherenceMatrix matrix, RasterGrid grid) {
        List<String> notes = new ArrayList<>();
        ModelDomain domain = model.domain();
        int dates = stack.dates().size();
        if (dates < domain.minDates()) {
            notes.add("outside of what the model has seen: the stack has %d dates, the model was made for %d or more"
                    .formatted(dates, domain.minDates()));
        }
        if (stack.medianInterval() > domain.maxInterval()) {
            notes.add(
                    ("outside of what the model has seen: the dates are %s days apart (median), the model was made for"
                                    + " %s days at most")
                            .formatted(number(stack.medianInterval()), number(domain.maxInterval())));
        }
        resolution(domain, grid).ifPresent(notes::add);
        if (stack.pairs().size() < stack.possible()) {
            notes.add("the stack has %d of the %d possible pairs of its %d dates (%.0f %%)"
                    .formatted(
                            stack.pairs().size(),
                            stack.possible(),
                            dates,
                            100.0 * stack.pairs().size() / stack.possible()));
        }
        MatrixGrid cells = model.matrix().orElseThrow();
        if (matrix.windows() > 1) {
            notes.add(("the stack is longer than the %d days of the model's matrix: it was split into %d windows, whose"
                            + " probabilities are averaged")
                    .formatted(cells.days(), matrix.windows()));
        }
        if (matrix.unused() > 0) {
            notes.add("%d of the %d pairs were not used: they do not fit into a matrix of %d dates, %d days apart"
                    .formatted(matrix.unused(), stack.pairs().size(), cells.dates(), cells.interval()));
        }
        return notes;
    }

    private static Optional<String> resolution(ModelDomain domain, RasterGrid grid) {
        OptionalDouble size = metres(grid);
        boolean limited = domain.minResolution() > 0 || Double.isFinite(domain.maxResolution());
        if (size.isEmpty()) {
            return limited
                    ? Optional.of("coherence has no CRS: whether its resolution suits the model is not known")
                    : Optional.empty();
        }
        double metres = size.getAsDouble();
        if (metres >= domain.minResolution() && metres <= domain.maxResolution()) {
            return Optional.empty();
        }
        return Optional.of("outside of what the model has seen: pixels are %s m large, the model was made for %s..%s m"
                .formatted(number(metres), number(domain.minResolution()), number(domain.maxResolution())));
    }

    /** Side of a square as large as the pixel in the middle of a grid [m]; empty without CRS. */
    static OptionalDouble metres(RasterGrid grid) {
        if (grid.crs().isEmpty()) {
            return OptionalDouble.empty();
        }
        CoordinateReferenceSystem all = grid.crs().get();
        CoordinateReferenceSystem horizontal = CRS.getHorizontalCRS(all);
        CoordinateReferenceSystem crs = horizontal == null ? all : horizontal;
        AffineTransform toWorld = grid.toWorld();
        double unit = unit(crs);
        double area = Math.abs(toWorld.getDeterminant()) * unit * unit;
        if (crs instanceof GeographicCRS geographic) {
            Point2D middle = grid.toWorld(grid.width() / 2.0, grid.height() / 2.0);
            double radius = geographic.getDatum().getEllipsoid().getSemiMajorAxis();
            area *= radius * radius * Math.cos(middle.getY() * unit);
        }
        return OptionalDouble.of(Math.sqrt(area));
    }

    /** Size of an axis unit in metres or radians. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static double unit(CoordinateReferenceSystem crs) {
        Unit unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        return unit.getConverterTo(unit.getSystemUnit()).convert(1.0);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return "any number of";
        }
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
