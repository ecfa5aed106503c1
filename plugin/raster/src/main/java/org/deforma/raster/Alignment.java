package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.raster.resample.AffineMap;
import org.deforma.raster.resample.LatticeMap;
import org.deforma.raster.resample.PositionMap;
import org.deforma.raster.resample.Resampler;
import org.geotools.referencing.CRS;

/** Decides how a source comes onto another grid: as it is, moved by whole pixels, or resampled. */
final class Alignment {
    /** Positions that are whole pixels to this accuracy are whole pixels [px]. */
    private static final double WHOLE = 1e-3;

    private final RasterSource source;
    private final RasterGrid from;
    private final RasterGrid target;
    private final String name;

    private Alignment(RasterSource source, RasterGrid target) {
        this.source = source;
        this.from = source.grid();
        this.target = target;
        this.name = source instanceof CoverageSource named
                ? named.name()
                : source.origin().get("name");
    }

    /** See {@link org.deforma.api.raster.RasterService#align}. */
    static RasterSource align(RasterSource source, RasterGrid target) {
        return new Alignment(source, target).align();
    }

    private RasterSource align() {
        if (from.crs().isPresent() != target.crs().isPresent()) {
            return alignWithoutCrs();
        }
        boolean sameCrs = from.crs().isEmpty()
                || CRS.equalsIgnoreMetadata(from.crs().get(), target.crs().get());
        PositionMap there =
                sameCrs ? new AffineMap(pixels(target, from)) : new LatticeMap(new CrsTransform(target, from));
        Probe probe = new Probe(there, target);
        if (probe.isShift(WHOLE)) {
            return shifted(probe.shiftX(), probe.shiftY());
        }
        double overlap = probe.shareInside(from);
        if (overlap == 0) {
            PositionMap back =
                    sameCrs ? new AffineMap(pixels(from, target)) : new LatticeMap(new CrsTransform(from, target));
            if (new Probe(back, from).shareInside(target) == 0) {
                throw noOverlap();
            }
        }
        double[] stretch = probe.stretch(from);
        Resampler resampler = new Resampler(stretch[0], stretch[1]);
        return new ResampledSource(source, target, there, resampler, resampledNote(stretch, overlap));
    }

    private RasterSource alignWithoutCrs() {
        Probe probe = new Probe(new AffineMap(pixels(target, from)), target);
        boolean same = from.width() == target.width()
                && from.height() == target.height()
                && probe.isShift(WHOLE)
                && probe.shiftX() == 0
                && probe.shiftY() == 0;
        if (!same) {
            throw new IllegalArgumentException(("%s has %s and the other image has %s, and their grids differ;"
                            + " give both the same reference system, for example with gdal_edit.py -a_srs")
                    .formatted(name, Grids.label(from), Grids.label(target)));
        }
        return new ShiftedSource(
                source,
                target,
                0,
                0,
                "%s has %s, the other image %s; their grids are equal, so they were taken for the same"
                        .formatted(name, Grids.label(from), Grids.label(target)));
    }

    private RasterSource shifted(int dx, int dy) {
        Rectangle all = new Rectangle(target.width(), target.height());
        Rectangle common = all.intersection(new Rectangle(-dx, -dy, from.width(), from.height()));
        if (common.isEmpty()) {
            throw noOverlap();
        }
        if (dx == 0 && dy == 0 && from.width() == target.width() && from.height() == target.height()) {
            return source;
        }
        double share = (double) common.width * common.height / ((double) all.width * all.height);
        return new ShiftedSource(
                source,
                target,
                dx,
                dy,
                ("%s has another extent (%d x %d px, moved by %d, %d px) and covers %.1f %% of the grid;"
                                + " its pixels are unchanged")
                        .formatted(name, from.width(), from.height(), -dx, -dy, 100 * share));
    }

    private String resampledNote(double[] stretch, double overlap) {
        String smoothed = Math.max(stretch[0], stretch[1]) > 1.01 ? ", smoothed first" : "";
        return "%s: %s were resampled onto %s (band-limited kernel%s); they cover %.1f %% of that grid"
                .formatted(name, Grids.describe(from), Grids.describe(target), smoothed, 100 * overlap);
    }

    private IllegalArgumentException noOverlap() {
        return new IllegalArgumentException("%s does not overlap the other image: it covers %s, the other one %s"
                .formatted(name, Grids.extent(from), Grids.extent(target)));
    }

    /** From pixels of one grid to those of another in the same reference system. */
    private static AffineTransform pixels(RasterGrid from, RasterGrid to) {
        try {
            AffineTransform result = to.toWorld().createInverse();
            result.concatenate(from.toWorld());
            return result;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a raster grid can be inverted", e);
        }
    }
}
