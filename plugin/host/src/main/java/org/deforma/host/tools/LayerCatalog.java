package org.deforma.host.tools;

import java.util.List;

/**
 * The map layers of a host, for the tools that manage them; what is shown and done is what whoever runs the tool may see and
 * do. Thread-safe.
 */
public interface LayerCatalog {
    /**
     * One raster layer.
     *
     * @param name {@code workspace:name}, as in WMS
     * @param title for people; the name where it has none
     * @param crs {@code EPSG:n}; empty where it has no such code
     * @param width columns [px]
     * @param height rows [px]
     * @param pixelWidth distance between columns, in units of the CRS
     * @param pixelHeight distance between rows, in units of the CRS
     * @param unit of the CRS' axes: {@code m}, {@code °} or whatever it says; empty where not known
     * @param bands names and units, in order
     * @param bytes size of its file [B]; 0 where not known
     * @param created when it was made here, ISO 8601; empty where not known
     * @param origin the process that made it, such as {@code deforma:Displacement}, or empty
     * @param own whether it can be renamed and removed by the tools, by the user who asks
     */
    record LayerFacts(
            String name,
            String title,
            String crs,
            int width,
            int height,
            double pixelWidth,
            double pixelHeight,
            String unit,
            List<LayerBand> bands,
            long bytes,
            String created,
            String origin,
            boolean own) {
        /** Keeps the bands as they are. */
        public LayerFacts {
            bands = List.copyOf(bands);
        }
    }

    /**
     * One band of a layer.
     *
     * @param name such as {@code east}
     * @param unit such as {@code m}; empty for none or where not known
     */
    record LayerBand(String name, String unit) {}

    /** All raster layers that the user may see, in order of their names. */
    List<LayerFacts> layers();

    /** The workspaces in which the user may publish, in order of their names. */
    List<String> workspaces();

    /**
     * Gives a layer another name, in the same workspace. Its styles, their names and the place in the data folder follow.
     *
     * @param layer {@code workspace:name}
     * @param name the new one, without workspace
     * @throws IllegalArgumentException when there is no such layer, it did not come from Deforma, the user may not, or the new
     *     name is taken or not a name
     * @throws org.geotools.process.ProcessException when the host fails to do so; all is as before then
     */
    void rename(String layer, String name);

    /**
     * Removes a layer with its files and its styles.
     *
     * @param layer {@code workspace:name}
     * @throws IllegalArgumentException when there is no such layer, it did not come from Deforma, or the user may not
     * @throws org.geotools.process.ProcessException when the host fails to do so
     */
    void remove(String layer);
}
