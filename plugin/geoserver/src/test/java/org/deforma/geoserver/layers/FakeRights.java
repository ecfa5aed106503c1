package org.deforma.geoserver.layers;

import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.WorkspaceInfo;

/** Stands in for the bean {@code secureCatalog}: the admin may do everything, bob may administer {@code test}. */
public final class FakeRights {
    public FakeRights getResourceAccessManager() {
        return this;
    }

    public Limits getAccessLimits(Object caller, LayerInfo layer) {
        return () -> false;
    }

    public Limits getAccessLimits(Object caller, WorkspaceInfo workspace) {
        boolean admin = "admin".equals(caller) || ("bob".equals(caller) && "test".equals(workspace.getName()));
        return caller == null ? null : () -> admin;
    }

    /** The caller's rights. */
    public interface Limits {
        boolean isAdminable();
    }
}
