package org.deforma.displacement.correlation;

/** What became of a cell. */
public enum CellStatus {
    /** Measured. */
    MEASURED("measured"),
    /** The centre lies outside the area that was asked for. */
    OUTSIDE_AREA("outsideArea"),
    /** Less than half of the window has data in both images. */
    NODATA("nodata"),
    /** Too little contrast to tell a shift by. */
    LOW_TEXTURE("lowTexture"),
    /** The images are not alike enough. */
    LOW_CORRELATION("lowCorrelation"),
    /** The best shift lies on the edge of the search range or beyond it. */
    SEARCH_EDGE("searchEdge"),
    /** The iteration did not settle. */
    NOT_CONVERGED("notConverged"),
    /** Too far from the median of the neighbours. */
    OUTLIER("outlier");

    private final String key;

    CellStatus(String key) {
        this.key = key;
    }

    /** Name in the report. */
    public String key() {
        return key;
    }
}
