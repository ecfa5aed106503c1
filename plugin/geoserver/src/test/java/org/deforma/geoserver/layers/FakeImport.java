package org.deforma.geoserver.layers;

import java.awt.RenderingHints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.Reference;
import org.deforma.geoserver.layers.Infos.ResourceInfo;
import org.deforma.geoserver.layers.Infos.State;
import org.deforma.geoserver.layers.Infos.StoreInfo;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;

/** Stands in for {@code gs:Import}: the order of GeoServer's steps, and what they leave behind when one fails. */
final class FakeImport implements ProcessFactory {
    private final FakeGeoServer server;
    private final Name name = new NameImpl("gs", "Import");

    @Override
    public Set<Name> getNames() {
        return Set.of(name);
    }

    @Override
    public Process create(Name process) {
        return this::importRaster;
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("GeoServer");
    }

    @Override
    public InternationalString getTitle(Name process) {
        return getTitle();
    }

    @Override
    public InternationalString getDescription(Name process) {
        return getTitle();
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name process) {
        return Map.of();
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name process, Map<String, Object> parameters) {
        return Map.of();
    }

    @Override
    public boolean supportsProgress(Name process) {
        return true;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String getVersion(Name process) {
        return "1";
    }

    @Override
    public Map<RenderingHints.Key, ?> getImplementationHints() {
        return Map.of();
    }

    FakeImport(FakeGeoServer server) {
        this.server = server;
    }

    private static void checkCancelled(ProgressListener listener) {
        if (listener.isCanceled()) {
            throw new ProcessException(listener.getTask().toString());
        }
    }

    private Map<String, Object> importRaster(Map<String, Object> arguments, ProgressListener listener) {
        listener.started();
        GridCoverage2D raster = (GridCoverage2D) arguments.get("coverage");
        String storeName = (String) arguments.get("store");
        String name = (String) arguments.get("name");
        checkCancelled(listener);
        if (server.catalog().getCoverageStoreByName("test", storeName) != null) {
            throw new AssertionError("the import into a store that is there already is broken");
        }
        try {
            Path folder = Files.createDirectories(
                    server.data.resolve("data/" + arguments.get("workspace") + "/" + storeName));
            Path[] file = new Path[1];
            server.step("create file", () -> {
                try {
                    file[0] = folder.resolve(storeName + "123.tif");
                    Files.createFile(file[0]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            checkCancelled(listener);
            server.step("write file", () -> {
                try {
                    Files.writeString(file[0], raster.getName().toString(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            checkCancelled(listener);
            server.catalog()
                    .add(server.proxy(new State(
                            StoreInfo.class,
                            new TreeMap<>(Map.of(
                                    "Name",
                                    storeName,
                                    "URL",
                                    "file:" + file[0],
                                    "Workspace",
                                    new Reference(server.catalog()
                                            .getWorkspaceByName("test")
                                            .getId()))))));
            checkCancelled(listener);
            ReferencedEnvelope box = raster.getEnvelope2D();
            Map<String, Object> values = new TreeMap<>(Map.of(
                    "Name",
                    name,
                    "Title",
                    storeName + "123",
                    "Store",
                    new Reference(server.catalog()
                            .getCoverageStoreByName("test", storeName)
                            .getId()),
                    "SRS",
                    box.getMaxX() > 1000 ? "EPSG:32633" : "EPSG:4326",
                    "NativeBoundingBox",
                    box,
                    "Keywords",
                    List.of(new Infos.Keyword(storeName + "123"), new Infos.Keyword("GeoTIFF")),
                    "Dimensions",
                    List.of(new Infos.Dimension("GRAY_INDEX")),
                    "RequestSRS",
                    List.of(),
                    "ResponseSRS",
                    List.of()));
            values.put("Grid", raster.getGridGeometry());
            server.catalog().add(server.proxy(new State(ResourceInfo.class, values)));
            checkCancelled(listener);
            server.catalog()
                    .add(server.proxy(new State(
                            LayerInfo.class,
                            new TreeMap<>(Map.of(
                                    "Resource",
                                    new Reference(
                                            server.one(ResourceInfo.class, name).getId()),
                                    "Styles",
                                    new LinkedHashSet<>())))));
        } catch (IllegalStateException | IOException e) {
            throw new ProcessException("Exception", e);
        }
        listener.progress(100);
        return Map.of("layerName", "test:" + name);
    }
}
