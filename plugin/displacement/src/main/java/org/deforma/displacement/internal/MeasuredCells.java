package org.deforma.displacement.internal;

import java.util.List;
import org.deforma.api.raster.Band;

/** Bands of a raster of measured cells. */
final class MeasuredCells {
    static final List<Band> BANDS = List.of(
            new Band("dx", "px"),
            new Band("dy", "px"),
            new Band("correlation", ""),
            new Band("sigma", "px"),
            new Band("status", ""));

    /** Band with the code of the {@link org.deforma.displacement.correlation.CellStatus}. */
    static final int STATUS = 4;

    private MeasuredCells() {}
}
