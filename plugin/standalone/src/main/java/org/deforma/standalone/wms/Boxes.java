package org.deforma.standalone.wms;

import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** Extents of layers in other systems. */
final class Boxes {
    private static final int POINTS_A_SIDE = 20;
    private static final ReferencedEnvelope EARTH =
            new ReferencedEnvelope(-180, 180, -90, 90, DefaultGeographicCRS.WGS84);

    private Boxes() {}

    /** In another system, x first; empty where it cannot be told. */
    static Optional<ReferencedEnvelope> in(ReferencedEnvelope bounds, CoordinateReferenceSystem crs) {
        try {
            ReferencedEnvelope box = bounds.transform(crs, true, POINTS_A_SIDE);
            boolean finite = Double.isFinite(box.getWidth() + box.getHeight() + box.getMinX() + box.getMinY());
            return finite && box.getWidth() >= 0 ? Optional.of(box) : Optional.empty();
        } catch (FactoryException | TransformException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Longitudes and latitudes; the whole earth where they cannot be told. */
    static ReferencedEnvelope geographic(ReferencedEnvelope bounds) {
        ReferencedEnvelope box =
                in(bounds, DefaultGeographicCRS.WGS84).orElse(EARTH).intersection(EARTH);
        return box.isEmpty() || box.isNull() ? EARTH : box;
    }
}
