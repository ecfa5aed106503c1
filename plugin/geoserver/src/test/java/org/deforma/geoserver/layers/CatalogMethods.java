package org.deforma.geoserver.layers;

import java.util.List;
import org.deforma.geoserver.layers.Infos.Info;
import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.ResourceInfo;
import org.deforma.geoserver.layers.Infos.StoreInfo;
import org.deforma.geoserver.layers.Infos.StyleInfo;
import org.deforma.geoserver.layers.Infos.WorkspaceInfo;

/** The interface of GeoServer's catalogues; their classes are not public here. */
public interface CatalogMethods {
    WorkspaceInfo getWorkspaceByName(String name);

    ResourceInfo getCoverageByName(String workspace, String name);

    Object getFeatureTypeByName(String workspace, String name);

    Object getLayerGroupByName(String workspace, String name);

    Object getDataStoreByName(String workspace, String name);

    LayerInfo getLayerByName(String name);

    StoreInfo getCoverageStoreByName(String workspace, String name);

    List<ResourceInfo> getCoveragesByCoverageStore(StoreInfo store);

    List<LayerInfo> getLayers(ResourceInfo resource);

    List<LayerInfo> getLayers(StyleInfo style);

    StyleInfo getStyleByName(String workspace, String name);

    List<StyleInfo> getStylesByWorkspace(String workspace);

    Object getCoverage(String id);

    Object getLayer(String id);

    Object getStyle(String id);

    List<LayerInfo> getLayers();

    List<WorkspaceInfo> getWorkspaces();

    Object getCoverageStore(String id);

    FakeGeoServer.Factory getFactory();

    FakeGeoServer.Pool getResourcePool();

    void add(Info info);

    void save(Info info);

    void remove(Info info);
}
