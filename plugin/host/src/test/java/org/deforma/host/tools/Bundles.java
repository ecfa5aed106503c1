package org.deforma.host.tools;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.deforma.host.framework.Host;
import org.geotools.process.ProcessFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/** Bundles without content for tests, which offer tools in their names. */
final class Bundles {
    private Bundles() {}

    /** Installs and starts a bundle that holds nothing. */
    static Bundle start(Host host, String name, String version) throws BundleException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Bundle bundle = host.context()
                .installBundle("test:" + name + ":" + version, new ByteArrayInputStream(jar.toByteArray()));
        bundle.start();
        return bundle;
    }

    /** Offers tools in the name of a bundle. */
    static ServiceRegistration<ProcessFactory> offer(Bundle bundle, ProcessFactory tools) {
        return bundle.getBundleContext().registerService(ProcessFactory.class, tools, null);
    }
}
