package org.deforma.standalone.wms;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;

/** Offers {@code deforma:Magnitude} as the bundle does: the length of bands 1 and 2. Keeps what it was given. */
final class FakeMagnitude implements ProcessFactory {
    private static final Name NAME = new NameImpl("deforma", "Magnitude");

    /** Where the rasters of its runs lay. */
    final List<ReferencedEnvelope> boxes = new ArrayList<>();

    /** And how large they were. */
    final List<Rectangle> sizes = new ArrayList<>();

    @Override
    public Process create(Name name) {
        return (inputs, listener) -> {
            GridCoverage2D data = (GridCoverage2D) inputs.get("data");
            Raster pixels = data.getRenderedImage().getData();
            boxes.add(ReferencedEnvelope.reference(data.getEnvelope()));
            sizes.add(pixels.getBounds());
            float[][] length = new float[pixels.getHeight()][pixels.getWidth()];
            for (int y = 0; y < length.length; y++) {
                for (int x = 0; x < length[y].length; x++) {
                    length[y][x] = (float) Math.hypot(
                            pixels.getSampleFloat(pixels.getMinX() + x, pixels.getMinY() + y, 0),
                            pixels.getSampleFloat(pixels.getMinX() + x, pixels.getMinY() + y, 1));
                }
            }
            return Map.of("result", new GridCoverageFactory().create("magnitude", length, data.getEnvelope()));
        };
    }

    @Override
    public Set<Name> getNames() {
        return Set.of(NAME);
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        return Map.of("data", new Parameter<>("data", GridCoverage2D.class));
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> inputs) {
        return Map.of("result", new Parameter<>("result", GridCoverage2D.class));
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("test");
    }

    @Override
    public InternationalString getTitle(Name name) {
        return getTitle();
    }

    @Override
    public InternationalString getDescription(Name name) {
        return getTitle();
    }

    @Override
    public boolean supportsProgress(Name name) {
        return false;
    }

    @Override
    public String getVersion(Name name) {
        return "1";
    }

    @Override
    public boolean isAvailable() {
        return true;
    }
}
