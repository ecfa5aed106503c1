package org.deforma.host.tools;

import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DelegateProgressListener;
import org.geotools.data.util.NullProgressListener;

/** The caller's listener for one run, which the host can cancel too. */
final class RunListener extends DelegateProgressListener {
    private volatile boolean cancelledByHost;

    /** Listens for the caller, who may not care: null. */
    RunListener(ProgressListener caller) {
        super(caller == null ? new NullProgressListener() : caller);
    }

    /** Ends the run at the next tile, without telling the caller's listener. */
    void cancelByHost() {
        cancelledByHost = true;
    }

    boolean isCancelledByHost() {
        return cancelledByHost;
    }

    @Override
    public boolean isCanceled() {
        return cancelledByHost || super.isCanceled();
    }
}
