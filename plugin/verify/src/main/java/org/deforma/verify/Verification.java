package org.deforma.verify;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deforma.verify.checks.Group;
import org.deforma.verify.checks.Site;
import org.deforma.verify.server.Catalogue;
import org.deforma.verify.server.Http;
import org.deforma.verify.server.Sandbox;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Table;

/** One run of the checks, with tidying up at its end, however it ends. */
final class Verification {
    static final int INTERRUPTED = 130;
    private static final long TIDY_SECONDS = 60;

    private final PrintStream out;
    private final Http http;
    private final boolean administrator;
    private final Optional<Path> files;
    private final Optional<Path> data;
    private final Optional<Path> log;

    Verification(
            PrintStream out,
            Http http,
            boolean administrator,
            Optional<Path> files,
            Optional<Path> data,
            Optional<Path> log) {
        this.out = out;
        this.http = http;
        this.administrator = administrator;
        this.files = files;
        this.data = data;
        this.log = log;
    }

    /**
     * Runs groups of checks.
     *
     * @return the exit code
     */
    int run(List<Group> groups) throws IOException, InterruptedException {
        out.println(title());
        CountDownLatch tidied = new CountDownLatch(1);
        Thread hook = onSignal(Thread.currentThread(), tidied);
        Table table = new Table(out);
        Optional<Sandbox> sandbox = Optional.empty();
        boolean interrupted = false;
        try {
            if (administrator) {
                sandbox = Optional.of(Sandbox.open(http));
            }
            Site site = new Site(table, http, sandbox, files, data, log);
            groups.forEach(group -> group.run(site));
        } catch (CancellationException | InterruptedException e) {
            interrupted = true;
        } finally {
            // What interrupted the checks must not interrupt this.
            Thread.interrupted();
            sandbox.ifPresent(used -> tidy(table, used));
        }
        boolean good = table.summary();
        tidied.countDown();
        if (interrupted) {
            return INTERRUPTED;
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        return good ? 0 : 1;
    }

    /** Ctrl-C interrupts the checks; the JVM goes on until everything is tidied up. */
    private static Thread onSignal(Thread checks, CountDownLatch tidied) {
        Thread hook = new Thread(() -> {
            checks.interrupt();
            try {
                tidied.await(TIDY_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private void tidy(Table table, Sandbox sandbox) {
        table.group("Tidying up");
        table.check("everything that was made here is removed", () -> {
            List<String> left = new ArrayList<>(sandbox.tidy());
            Catalogue catalogue = sandbox.catalogue();
            for (String workspace :
                    List.of(sandbox.workspace(), sandbox.workspace() + "-other", sandbox.workspace() + "-managed")) {
                if (catalogue.holds(workspace)) {
                    left.add("workspace " + workspace);
                }
            }
            String users = http.get("/rest/security/usergroup/users.json").text();
            String roles = http.get("/rest/security/roles.json").text();
            String mark = sandbox.workspace().replace('-', '_').toUpperCase(java.util.Locale.ROOT);
            if (users.contains(sandbox.workspace()) || roles.contains(mark)) {
                left.add("users or roles");
            }
            Failed.unless(left.isEmpty(), "nothing to be left", left);
            return "";
        });
    }

    private String title() throws IOException, InterruptedException {
        StringBuilder title = new StringBuilder("Deforma at " + http.base());
        if (administrator) {
            for (JsonElement part : http.get("/rest/about/version.json")
                    .json()
                    .getAsJsonObject()
                    .getAsJsonObject("about")
                    .getAsJsonArray("resource")) {
                JsonObject product = part.getAsJsonObject();
                if (product.get("@name").getAsString().matches("GeoServer|GeoTools")) {
                    title.append(", ")
                            .append(product.get("@name").getAsString())
                            .append(' ')
                            .append(product.get("Version").getAsString());
                }
            }
        }
        return title.toString();
    }
}
