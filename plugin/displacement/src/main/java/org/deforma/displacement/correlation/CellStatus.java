package org.deforma.displacement.correlation;

/** What became of a cell. */
public enum CellStatus {
    /** Measured. */
    MEASURED(0, "measured"),
    /** The centre lies outside the area that was asked for. */
    OUTSIDE_AREA(1, "outsideArea"),
    /** Less than half of the window has data in both images. */
    NODATA(2, "nodata"),
    /** Too little contrast to tell a shift by. */
    LOW_TEXTURE(3, "lowTexture"),
    /** The images are not alike enough. */
    LOW_CORRELATION(4, "lowCorrelation"),
    /** The best shift lies on the edge of the search range or beyond it. */
    SEARCH_EDGE(5, "searchEdge"),
    /** The iteration did not settle. */
    NOT_CONVERGED(6, "notConverged"),
    /** Too far from the median of the neighbours. */
    OUTLIER(7, "outlier");

    private final int code;
    private final String key;

    CellStatus(int code, String key) {
        this.code = code;
        this.key = key;
    }

    /** Number that stands for the status in a raster, from 0. */
    public int code() {
        return code;
    }

    /** Name in the report. */
    public String key() {
        return key;
    }
}
