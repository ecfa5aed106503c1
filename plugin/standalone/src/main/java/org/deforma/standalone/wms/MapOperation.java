package org.deforma.standalone.wms;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.draw.Deadline;
import org.deforma.standalone.wms.draw.LayerPainter;
import org.geotools.process.ProcessFactory;

/** GetMap. Thread-safe. */
final class MapOperation {
    private final WmsLimits limits;
    private final LayerPainter painter;

    /** Pixels that may still be drawn at this moment: what bounds the memory of all requests together. */
    private final Semaphore free;

    MapOperation(ProcessFactory processes, WmsLimits limits) {
        this.limits = limits;
        painter = new LayerPainter(processes);
        free = new Semaphore(2 * limits.pixels(), true);
    }

    Answer answer(MapRequest request, List<StyledLayer> layers) {
        Deadline deadline = new Deadline(limits.time());
        int pixels = request.view().width() * request.view().height();
        if (!isFree(pixels)) {
            throw new WmsException(
                    Code.NoApplicableCode, "the server draws too many maps at this moment; ask again a little later");
        }
        try {
            return Pictures.answer(draw(request, layers, deadline), request.png());
        } finally {
            free.release(pixels);
        }
    }

    private boolean isFree(int pixels) {
        try {
            return free.tryAcquire(pixels, limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private BufferedImage draw(MapRequest request, List<StyledLayer> layers, Deadline deadline) {
        BufferedImage image = new BufferedImage(
                request.view().width(),
                request.view().height(),
                request.transparent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        if (!request.transparent()) {
            Arrays.fill(argb, 0xff000000 | request.background().getRGB());
        }
        for (StyledLayer each : layers) {
            painter.paint(request.view(), each.layer(), each.style(), argb, deadline);
        }
        return image;
    }
}
