package org.deforma.verify.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.data.QuakePair;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Http;
import org.deforma.verify.server.Sandbox;
import org.deforma.verify.server.Wms;
import org.deforma.verify.server.Wps;
import org.deforma.verify.table.Skipped;
import org.deforma.verify.table.Table;

/** The server that is looked at, with what the groups share. Used by one thread. */
public final class Site {
    static final String DISPLACEMENT = "deforma:Displacement";
    static final String CLASSIFY_COHERENCE = "deforma:ClassifyCoherence";
    static final String MODELS = "deforma:Models";
    private static final long SEED = 20260103;
    private static final int SIZE = 400;
    private static final int SMALL = 160;
    private static final String NO_LOGIN = "needs the login of an administrator: add USER and PASSWORD";

    private final Table table;
    private final Http http;
    private final Optional<Sandbox> sandbox;
    private final Optional<Path> files;
    private final Optional<Path> data;
    private final Optional<Path> log;
    private QuakePair pair;
    private QuakePair small;
    private GeoTiff measured;
    private boolean uploaded;

    /**
     * A site.
     *
     * @param table where results go
     * @param http the server, as the user who was named
     * @param sandbox on it; empty where nobody was named
     * @param files local path of the folder below which the server takes rasters by path
     * @param data local path of the server's data directory
     * @param log the file that the server writes what it has to report to
     */
    public Site(
            Table table,
            Http http,
            Optional<Sandbox> sandbox,
            Optional<Path> files,
            Optional<Path> data,
            Optional<Path> log) {
        this.table = table;
        this.http = http;
        this.sandbox = sandbox;
        this.files = files;
        this.data = data;
        this.log = log;
    }

    Table table() {
        return table;
    }

    Http http() {
        return http;
    }

    Wps wps() {
        return new Wps(http);
    }

    Wms wms() {
        return new Wms(http);
    }

    Sandbox sandbox() {
        return sandbox.orElseThrow(() -> new Skipped(NO_LOGIN));
    }

    Path files() {
        return files.orElseThrow(
                () -> new Skipped("needs --files: the local path of the folder below which the server takes rasters"));
    }

    Path data() {
        return data.orElseThrow(() -> new Skipped("needs --data: the local path of the server's data directory"));
    }

    Path log() {
        return log.filter(Files::isReadable)
                .orElseThrow(() -> new Skipped("needs --log: the file that the server writes its log to"));
    }

    /** The pair that results are compared with. */
    QuakePair pair() {
        if (pair == null) {
            pair = QuakePair.make(SIZE, SEED);
        }
        return pair;
    }

    /** A small pair, for what is not about the result. */
    QuakePair small() {
        if (small == null) {
            small = QuakePair.make(SMALL, SEED);
        }
        return small;
    }

    /** A request on the pair, as layers of the catalogue. */
    Execute displacementOfLayers() throws IOException, InterruptedException {
        Sandbox place = sandbox();
        if (!uploaded) {
            place.catalogue()
                    .upload(place.workspace(), "before", pair().before().bytes());
            place.catalogue().upload(place.workspace(), "after", pair().after().bytes());
            uploaded = true;
        }
        return Execute.of(DISPLACEMENT)
                .layer("before", place.layer("before"), pair().before().box())
                .layer("after", place.layer("after"), pair().after().box());
    }

    /** A request on a pair that is sent along. */
    static Execute displacementOf(QuakePair pair) {
        return Execute.of(DISPLACEMENT)
                .upload("before", pair.before().bytes())
                .upload("after", pair.after().bytes());
    }

    /** What the server measures in the pair, measured once. */
    GeoTiff measured() throws IOException, InterruptedException {
        if (measured == null) {
            measured = wps().tiff(displacementOf(pair()));
        }
        return measured;
    }
}
