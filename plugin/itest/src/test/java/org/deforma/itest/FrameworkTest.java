package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles inside a running framework that sees the host's packages and nothing else. */
class FrameworkTest {
    private static final List<String> OTHERS = List.of(
            "deforma:Classify", "deforma:ClassifyCoherence", "deforma:Import", "deforma:Models", "deforma:Sample");
    private static final List<String> WITH_FAKE = Stream.concat(OTHERS.stream(), Stream.of("deforma:Displacement"))
            .sorted()
            .toList();
    private static final List<String> ALL = Stream.concat(WITH_FAKE.stream(), Stream.of("deforma:Magnitude"))
            .sorted()
            .toList();

    @Test
    void everyBundleStarts() throws Exception {
        try (Host host = Host.start(Distribution.bundles().get(0).getParent())) {
            // The native library of GDAL, where this machine has it, is a part of another bundle.
            List<Bundle> whole = Stream.of(host.context().getBundles())
                    .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                    .toList();
            for (Bundle bundle : whole) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle + " must be active");
            }
            assertEquals(
                    Distribution.bundles().size() + 1, whole.size(), "every jar is a bundle, beside the framework");
        }
    }

    @Test
    void toolsComeAndGoWithTheirBundles(@TempDir Path folder) throws Exception {
        try (Host host = Host.start(Distribution.withFakeTool(folder))) {
            assertEquals(WITH_FAKE, names(host));
            Bundle tool = bundle(host, "org.deforma.itest.fake");
            tool.stop();
            assertEquals(OTHERS, names(host), "without the tool there is no process");
            tool.start();
            assertEquals(WITH_FAKE, names(host));
            Bundle processes = bundle(host, "org.deforma.processes");
            processes.stop();
            assertEquals(List.of(), names(host));
            processes.start();
            assertEquals(WITH_FAKE, names(host));
        }
    }

    @Test
    void theRealToolNeedsTheRasterServices() throws Exception {
        try (Host host = Host.start(Distribution.bundles().get(0).getParent())) {
            assertEquals(ALL, names(host));
            Bundle raster = bundle(host, "org.deforma.raster");
            raster.stop();
            assertEquals(List.of("deforma:Models"), names(host), "models are there without rasters");
            raster.start();
            assertEquals(ALL, names(host));
            Bundle styles = bundle(host, "org.deforma.styles");
            styles.stop();
            assertEquals(
                    List.of("deforma:Magnitude", "deforma:Models", "deforma:Sample"),
                    names(host),
                    "results that nobody could draw are not made");
            styles.start();
            assertEquals(ALL, names(host));
        }
    }

    @Test
    void hostAndBundlesShareGeoToolsButNotTheApi(@TempDir Path folder) throws Exception {
        try (Host host = Host.start(Distribution.withFakeTool(folder))) {
            Bundle processes = bundle(host, "org.deforma.processes");
            assertEquals(GridCoverage2D.class, processes.loadClass(GridCoverage2D.class.getName()));
            assertNotSame(org.deforma.api.Product.class, processes.loadClass(org.deforma.api.Product.class.getName()));
        }
    }

    @Test
    void geoToolsIsExportedWithItsVersion() throws Exception {
        try (Host host = Host.start(Distribution.bundles().get(0).getParent())) {
            Map<String, String> exports = new HashMap<>();
            for (BundleCapability capability : host.context()
                    .getBundle(0)
                    .adapt(BundleWiring.class)
                    .getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                Map<String, Object> attributes = capability.getAttributes();
                exports.put(
                        (String) attributes.get(PackageNamespace.PACKAGE_NAMESPACE),
                        attributes
                                .get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)
                                .toString());
            }
            assertEquals("33.1.0", exports.get("org.geotools.coverage.grid"));
            assertEquals("1.20.0", exports.get("org.locationtech.jts.geom"));
            assertEquals("2.2.0", exports.get("javax.measure"));
            List<String> forbidden = exports.keySet().stream()
                    .filter(name -> name.startsWith("javax.media.jai") || name.startsWith("it.geosolutions"))
                    .toList();
            assertEquals(List.of(), forbidden, "bundles must work where there is no JAI");
        }
    }

    @Test
    void theFrameworkLeavesNothingBehind(@TempDir Path folder) throws Exception {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        long before = storages(temp);
        Host host = Host.start(Distribution.withFakeTool(folder));
        Host second = Host.start(folder);
        assertEquals(before + 2, storages(temp), "two at once have a folder each");
        host.close();
        second.close();
        assertEquals(before, storages(temp));
    }

    private static long storages(Path temp) throws Exception {
        try (var files = Files.list(temp)) {
            return files.filter(file -> file.getFileName().toString().startsWith("deforma-host-"))
                    .count();
        }
    }

    private static List<String> names(Host host) {
        return new ProcessCatalog(host.factories())
                .entries().stream().map(ProcessCatalog.Entry::name).toList();
    }

    private static Bundle bundle(Host host, String symbolicName) {
        return Arrays.stream(host.context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }
}
