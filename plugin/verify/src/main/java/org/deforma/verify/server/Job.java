package org.deforma.verify.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.deforma.verify.table.Failed;

/**
 * An asynchronous run.
 *
 * @param wps where it runs
 * @param status address that says how it goes
 */
public record Job(Wps wps, String status) {
    private static final long POLL = 200;

    /** Starts one; the request must ask to be answered later. */
    public static Job start(Wps wps, Execute request) throws IOException, InterruptedException {
        Answer answer = wps.run(request);
        String status = answer.xml().attribute("statusLocation");
        Failed.unless(!status.isEmpty(), "the address of a status", Wps.told(answer));
        return new Job(wps, status);
    }

    /** GeoServer's name for it. */
    public String id() {
        return status.replaceFirst("(?i).*executionId=([^&]*).*", "$1");
    }

    /** How it goes. */
    public Xml look() throws IOException, InterruptedException {
        return wps.http().get(status).xml();
    }

    /** Percent in a status; -1 where it says none. */
    public static int percent(Xml status) {
        return status.find("ProcessStarted")
                .map(started -> started.attribute("percentCompleted"))
                .filter(text -> !text.isEmpty())
                .map(Integer::parseInt)
                .orElse(-1);
    }

    /** Whether a status is not the last one. */
    public static boolean goesOn(Xml status) {
        return status.find("ProcessAccepted").isPresent()
                || status.find("ProcessStarted").isPresent()
                || status.find("ProcessPaused").isPresent();
    }

    /** Looks until it has got so far, or has ended. */
    public Xml awaitPercent(int percent, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Xml now = look();
        while (goesOn(now) && percent(now) < percent) {
            Failed.unless(System.nanoTime() < end, percent + " % within " + seconds + " s", percent(now) + " %");
            TimeUnit.MILLISECONDS.sleep(POLL);
            now = look();
        }
        return now;
    }

    /** Looks until it has ended. */
    public Xml awaitEnd(int seconds) throws IOException, InterruptedException {
        return awaitPercent(Integer.MAX_VALUE, seconds);
    }

    /** Asks the server to end it. */
    public void dismiss() throws IOException, InterruptedException {
        Answer answer = wps.http()
                .get("/ows", Map.of("service", "WPS", "version", "1.0.0", "request", "Dismiss", "executionId", id()));
        // GeoServer answers with the job's status, which is a failure.
        Failed.unless(answer.text().contains("has been dismissed"), "the run to be dismissed", Wps.told(answer));
    }

    /** Whether the server lists it as running. */
    public boolean isListedAsRunning() throws IOException, InterruptedException {
        // Where no run is listed GeoServer answers with an exception.
        return wps
                .http()
                .get("/ows?service=WPS&version=1.0.0&request=GetExecutions&status=RUNNING")
                .xml()
                .all("JobID")
                .stream()
                .anyMatch(job -> job.text().equals(id()));
    }
}
