package org.deforma.verify.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.table.Failed;

/** More requests at once than there are processors. */
final class LoadChecks {
    private static final int REQUESTS = 6;

    private LoadChecks() {}

    static void run(Site site) {
        site.table().check(REQUESTS + " displacements at once give the same map", () -> {
            GeoTiff alone = site.measured();
            ExecutorService pool = Executors.newFixedThreadPool(REQUESTS);
            try {
                List<Future<GeoTiff>> answers = new ArrayList<>();
                for (int i = 0; i < REQUESTS; i++) {
                    answers.add(pool.submit(() -> site.wps().tiff(Site.displacementOf(site.pair()))));
                }
                for (Future<GeoTiff> answer : answers) {
                    boolean same = Arrays.equals(answer.get().bands()[0], alone.bands()[0]);
                    Failed.unless(same, "the same values as alone", "others");
                }
            } finally {
                pool.shutdownNow();
            }
            return "";
        });
        site.table().check("after that the server answers, with all its tools", () -> {
            List<String> tools = site.wps().tools();
            Failed.unless(tools.contains(Site.DISPLACEMENT), "the tools", tools);
            return "";
        });
    }
}
