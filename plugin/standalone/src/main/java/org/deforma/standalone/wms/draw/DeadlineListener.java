package org.deforma.standalone.wms.draw;

import org.geotools.data.util.NullProgressListener;

/** Cancels a process when the time is over. */
final class DeadlineListener extends NullProgressListener {
    private final Deadline deadline;

    DeadlineListener(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public boolean isCanceled() {
        return super.isCanceled() || deadline.isOver();
    }
}
