package org.deforma.standalone.layers;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * A raster with its styles, as it was when it was looked up.
 *
 * @param name without workspace
 * @param title for people
 * @param file the GeoTIFF; stays readable for whoever has it open, also when the layer is removed
 * @param width columns [px]
 * @param height rows [px]
 * @param epsg code of the CRS, such as {@code EPSG:32611}; empty for one without
 * @param bounds outer edges of the outer pixels, in the CRS, x (east or longitude) first
 * @param bands in order, without an alpha band, which only says where data is
 * @param styles SLD 1.0 documents by name, {@code LAYER-STYLE}, the default one first; never empty
 * @param created when it came here
 * @param origin process that made it, such as {@code deforma:Displacement}; empty for an upload
 * @param bytes all its files [B]
 * @param pixels what maps are drawn from
 */
public record Layer(
        String name,
        String title,
        Path file,
        int width,
        int height,
        String epsg,
        ReferencedEnvelope bounds,
        List<LayerBand> bands,
        Map<String, String> styles,
        Instant created,
        String origin,
        long bytes,
        LayerPixels pixels) {

    /** The one workspace of this host; names may be given with or without it. */
    public static final String WORKSPACE = "deforma";

    /**
     * One band.
     *
     * @param name such as {@code east}
     * @param unit such as {@code m}; empty for none
     */
    public record LayerBand(String name, String unit) {}

    /** Name with workspace, as WMS shows it. */
    public String fullName() {
        return WORKSPACE + ":" + name;
    }

    /** The CRS, x (east or longitude) first. */
    public CoordinateReferenceSystem crs() {
        return bounds.getCoordinateReferenceSystem();
    }
}
