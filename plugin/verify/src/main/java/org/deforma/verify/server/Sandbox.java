package org.deforma.verify.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What the checks make on a server, all under one name of its own, and its removal. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    private static final String JSON = "application/json";

    /** Puts something right again. */
    @FunctionalInterface
    public interface Undo {
        /** Does it; must not mind that there is nothing to do. */
        void run() throws IOException, InterruptedException;
    }

    private record Step(String what, Undo undo) {}

    private final Http http;
    private final Catalogue catalogue;
    private final String name;
    private final Deque<Step> steps = new ArrayDeque<>();

    private Sandbox(Http http, String name) {
        this.http = http;
        this.catalogue = new Catalogue(http);
        this.name = name;
    }

    /**
     * Makes a workspace.
     *
     * @param http as an administrator
     */
    public static Sandbox open(Http http) throws IOException, InterruptedException {
        Sandbox sandbox = new Sandbox(http, "deforma-verify-" + Integer.toHexString(new Random().nextInt(1 << 24)));
        sandbox.makeWorkspace(sandbox.name);
        return sandbox;
    }

    /** The workspace. */
    public String workspace() {
        return name;
    }

    /** A name of a layer in the workspace. */
    public String layer(String layer) {
        return name + ":" + layer;
    }

    /** The catalogue of the server. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Makes one more workspace, and returns its name. */
    public String another(String ending) throws IOException, InterruptedException {
        makeWorkspace(name + "-" + ending);
        return name + "-" + ending;
    }

    private void makeWorkspace(String workspace) throws IOException, InterruptedException {
        undo("workspace " + workspace, () -> catalogue.removeWorkspace(workspace));
        catalogue.makeWorkspace(workspace);
    }

    /** Makes a user with one role of its own that has no rights beyond everybody's. */
    public Http user(String ending) throws IOException, InterruptedException {
        String user = name + "-" + ending;
        String role = role(ending);
        String password = Long.toHexString(new Random().nextLong());
        undo("user " + user, () -> http.delete("/rest/security/usergroup/user/" + user));
        http.send(
                        "POST",
                        "/rest/security/usergroup/users",
                        JSON,
                        "{\"user\":{\"userName\":\"" + user + "\",\"password\":\"" + password + "\",\"enabled\":true}}")
                .orFail("a user to be made");
        undo("role " + role, () -> http.delete("/rest/security/roles/role/" + role));
        http.send("POST", "/rest/security/roles/role/" + role, JSON, "").orFail("a role to be made");
        http.send("POST", "/rest/security/roles/role/" + role + "/user/" + user, JSON, "")
                .orFail("a role to be given");
        return http.as(user, password);
    }

    /** Lets a user made here administer a workspace. */
    public void letAdminister(String ending, String workspace) throws IOException, InterruptedException {
        String rule = workspace + ".*.a";
        undo("rule " + rule, () -> http.delete("/rest/security/acl/layers/" + rule));
        http.send("POST", "/rest/security/acl/layers", JSON, "{\"" + rule + "\":\"" + role(ending) + "\"}")
                .orFail("a rule to be made");
    }

    private String role(String ending) {
        return "ROLE_"
                + (name + "_" + ending).toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    /**
     * Remembers what is to be done at the end.
     *
     * @param what is put right by it
     */
    public synchronized void undo(String what, Undo undo) {
        steps.push(new Step(what, undo));
    }

    /** Removes everything, the last first, and says what could not be removed. */
    public synchronized List<String> tidy() {
        List<String> left = new ArrayList<>();
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.undo.run();
            } catch (IOException | RuntimeException e) {
                left.add(step.what + " (" + e + ")");
            } catch (InterruptedException e) {
                // Asked to end while tidying up: that is what is being done.
                steps.push(step);
            }
        }
        return left;
    }

    @Override
    public void close() {
        tidy();
    }
}
