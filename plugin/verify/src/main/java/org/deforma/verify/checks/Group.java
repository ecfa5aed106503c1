package org.deforma.verify.checks;

import java.util.List;

/** A group of checks. */
@SuppressWarnings("ImmutableEnumChecker") // references to static methods hold nothing
public enum Group {
    /** Capabilities and descriptions. */
    DESCRIBE("Capabilities and descriptions", DescribeChecks::run),
    /** Displacement from layers and uploads. */
    MEASURE("Displacement, from layers of the catalogue and from uploads", MeasureChecks::run),
    /** Rasters by path. */
    FILES("Rasters by path on the server", FilesChecks::run),
    /** Classes from coherence. */
    CLASSIFY("Classes from coherence, and models", ClassifyChecks::run),
    /** Mistakes. */
    WRONG("Wrong input: one sentence that says what is wrong", WrongChecks::run),
    /** Results as layers. */
    LAYERS("Results as layers with their styles", LayerChecks::run),
    /** Who may publish. */
    RIGHTS("Who may publish", RightsChecks::run),
    /** Layers listed, renamed and removed. */
    MANAGE("Layers listed, renamed and removed", ManageChecks::run),
    /** The toolbox page. */
    PAGE("The toolbox page", PageChecks::run),
    /** Several processes in a request. */
    CHAIN("Several processes in one request", ChainChecks::run),
    /** Asynchronous requests. */
    LATER("Asynchronous requests", LaterChecks::run),
    /** Bundles and models that come and go. */
    PLUG("Bundles and models that come and go", PlugChecks::run),
    /** Many requests at once. */
    LOAD("Many requests at once", LoadChecks::run);

    /** Runs the checks of a group. */
    @FunctionalInterface
    interface Checks {
        void run(Site site);
    }

    private final String title;
    private final Checks checks;

    Group(String title, Checks checks) {
        this.title = title;
        this.checks = checks;
    }

    /** Runs its checks. */
    public void run(Site site) {
        site.table().group(title);
        checks.run(site);
    }

    /** All of them, in order. */
    public static List<Group> all() {
        return List.of(values());
    }
}
