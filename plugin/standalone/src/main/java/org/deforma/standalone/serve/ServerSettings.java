package org.deforma.standalone.serve;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an administrator may set.
 *
 * @param port to listen on; 0 for any that is free
 * @param address to listen on, a name or number of this machine
 * @param data folder for layers, jobs, models, bundles and files
 * @param url by which clients reach the server when that is not {@code http://address:port}, as behind a proxy; may be empty
 * @param jobs runs at a time, 1..64
 * @param queue runs that may wait for their turn, 0..10000
 * @param hours that one run may take, above 0
 * @param uploadMegabytes largest request, 1..1,000,000 [MB]
 */
public record ServerSettings(
        int port,
        String address,
        Path data,
        Optional<URI> url,
        int jobs,
        int queue,
        double hours,
        int uploadMegabytes) {
    /** @throws IllegalArgumentException for a value out of its range, or an address that is not one */
    public ServerSettings {
        check("port", port, 0, 65_535);
        check("jobs", jobs, 1, 64);
        check("queue", queue, 0, 10_000);
        check("max-upload", uploadMegabytes, 1, 1_000_000);
        if (!(hours > 0) || hours > 10_000) {
            throw new IllegalArgumentException("--max-hours must be above 0 and at most 10000, was " + hours);
        }
        url.ifPresent(ServerSettings::checkUrl);
        inet(address);
        data = data.toAbsolutePath().normalize();
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("--%s must be %d to %d, was %d".formatted(option, least, most, value));
        }
    }

    private static void checkUrl(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "--url must be an address such as https://maps.example.org/deforma, was " + url);
        }
    }

    private static InetAddress inet(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "--address must be a name or number of this machine, such as 127.0.0.1 or 0.0.0.0, was '" + address
                            + "'",
                    e);
        }
    }

    /** Where to listen. */
    InetAddress inet() {
        return inet(address);
    }

    /** Whether only this machine reaches the server, so that no token is needed. */
    boolean isLocal() {
        return inet().isLoopbackAddress();
    }

    /** Largest body of a request [B]. */
    long uploadBytes() {
        return uploadMegabytes * 1_000_000L;
    }
}
