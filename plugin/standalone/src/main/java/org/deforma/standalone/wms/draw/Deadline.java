package org.deforma.standalone.wms.draw;

import java.time.Duration;

/** When a request must be done with. */
public final class Deadline {
    private final Duration allowed;
    private final long end;

    /** Begins now. */
    public Deadline(Duration allowed) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
    }

    /** Whether the time is over. */
    public boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    /** @throws IllegalArgumentException when the time is over */
    public void check() {
        if (isOver()) {
            throw new IllegalArgumentException("the map takes longer than the " + allowed.toSeconds()
                    + " s that are allowed; ask for fewer layers or a smaller picture");
        }
    }
}
