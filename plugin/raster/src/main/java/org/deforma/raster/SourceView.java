package org.deforma.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;

/** A source seen on another grid: its bands and its origin, one more note, and its end. */
abstract class SourceView implements RasterSource {
    /** What is shown. */
    protected final RasterSource source;

    /** Where it is shown. */
    protected final RasterGrid grid;

    private final List<String> notes;

    /**
     * Shows {@code source} on {@code grid}.
     *
     * @param note what to say about it
     */
    SourceView(RasterSource source, RasterGrid grid, String note) {
        this.source = source;
        this.grid = grid;
        notes = new ArrayList<>(source.notes());
        notes.add(note);
    }

    @Override
    public final RasterGrid grid() {
        return grid;
    }

    @Override
    public final int bands() {
        return source.bands();
    }

    @Override
    public final List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public final Map<String, String> origin() {
        return source.origin();
    }

    @Override
    public final RasterStorage storage() {
        return source.storage();
    }

    @Override
    public final void close() {
        source.close();
    }
}
