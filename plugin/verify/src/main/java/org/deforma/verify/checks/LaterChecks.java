package org.deforma.verify.checks;

import java.io.IOException;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.deforma.verify.data.Agreement;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Answer;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Job;
import org.deforma.verify.server.Wps;
import org.deforma.verify.server.Xml;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Skipped;

/** Requests that are answered at once and done later. */
final class LaterChecks {
    private static final int LONG = 120;

    private LaterChecks() {}

    static void run(Site site) {
        site.table().check("progress grows, and the result is there by reference", () -> later(site));
        site.table().check("a mistake is told in the status, in one sentence", () -> mistake(site));
        site.table().check("Dismiss ends a long run within 10 s", () -> dismiss(site));
        site.table().check("after that the server measures as before", () -> {
            GeoTiff map = site.wps().tiff(Site.displacementOf(site.pair()));
            return Agreement.of(map, site.pair(), 32).require();
        });
    }

    /** A run of some seconds by its wide search and many windows, with step 1 four times as many as with 2. */
    static Execute longRun(Site site, int step) {
        return Site.displacementOf(site.pair())
                .with("window", 64)
                .with("step", step)
                .with("searchRange", 120)
                .later("result");
    }

    private static String later(Site site) throws IOException, InterruptedException {
        Job job = Job.start(
                site.wps(),
                Site.displacementOf(site.pair())
                        .with("step", 2)
                        .with("window", 32)
                        .with("searchRange", 24)
                        .later("result"));
        TreeSet<Integer> seen = new TreeSet<>();
        int last = -1;
        Xml now = job.look();
        while (Job.goesOn(now)) {
            int percent = Job.percent(now);
            Failed.unless(percent >= last, "progress that grows", last + " %, then " + percent + " %");
            last = percent;
            seen.add(percent);
            TimeUnit.MILLISECONDS.sleep(50);
            now = job.look();
        }
        Failed.unless(now.find("ProcessSucceeded").isPresent(), "ProcessSucceeded", Wps.reason(now));
        seen.removeIf(percent -> percent <= 0 || percent >= 100);
        String address = now.first("Reference").attribute("href");
        Answer answer = site.http().get(address);
        Failed.unless(answer.fine() && answer.type().startsWith("image/tiff"), "a GeoTIFF at " + address, answer);
        String agreement =
                Agreement.of(GeoTiff.parse(answer.body()), site.pair(), 32).require();
        Failed.unless(seen.size() >= 3, "at least three values of progress between 0 and 100", seen);
        return agreement + ", progress seen: " + seen;
    }

    private static String mistake(Site site) throws IOException, InterruptedException {
        Job job = Job.start(
                site.wps(), Site.displacementOf(site.small()).with("window", 7).later("result"));
        Xml end = job.awaitEnd(LONG);
        Failed.unless(end.find("ProcessFailed").isPresent(), "ProcessFailed", end.text());
        return Sentence.require(Wps.reason(end), "window");
    }

    private static String dismiss(Site site) throws Exception {
        Job job = Job.start(site.wps(), longRun(site, 1));
        Xml now = job.awaitPercent(1, LONG);
        if (!Job.goesOn(now)) {
            throw new Skipped("the run had ended before it could be dismissed; this server is too fast for this check");
        }
        boolean listed = job.isListedAsRunning();
        job.dismiss();
        Failed.unless(listed, "the run in GetExecutions", "it is not listed");
        return Patience.await("GetExecutions without the run", 10, () -> !job.isListedAsRunning());
    }
}
