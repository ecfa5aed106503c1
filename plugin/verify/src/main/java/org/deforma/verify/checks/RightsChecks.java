package org.deforma.verify.checks;

import java.io.IOException;
import org.deforma.verify.server.Catalogue;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Http;
import org.deforma.verify.server.Wps;
import org.deforma.verify.table.Failed;

/** Publishing as users with more and fewer rights. */
final class RightsChecks {
    private final Site site;
    private String other;
    private Http stranger;
    private Http keeper;

    private RightsChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        RightsChecks checks = new RightsChecks(site);
        site.table().check("a user without rights in the workspace may run, but not publish", () -> {
            checks.prepare();
            new Wps(checks.stranger).tiff(Site.displacementOf(site.small()));
            return checks.refused(checks.stranger, checks.other);
        });
        site.table().check("nobody in particular may run, but not publish", () -> {
            checks.prepare();
            new Wps(site.http().asNobody()).tiff(Site.displacementOf(site.small()));
            return checks.refused(site.http().asNobody(), checks.other);
        });
        site.table().check("whoever administers that workspace only may publish there", checks::allowed);
        site.table().check("and replace there", checks::allowed);
        site.table().check("but not elsewhere", () -> {
            checks.prepare();
            return checks.refused(checks.keeper, site.sandbox().workspace());
        });
    }

    private void prepare() throws IOException, InterruptedException {
        if (keeper == null) {
            other = site.sandbox().another("other");
            stranger = site.sandbox().user("stranger");
            Http user = site.sandbox().user("keeper");
            site.sandbox().letAdminister("keeper", other);
            keeper = user;
        }
    }

    private static Execute request(Site site, String workspace) {
        return Site.displacementOf(site.small())
                .with("layer", workspace + ":rights")
                .document("layer");
    }

    private String refused(Http user, String workspace) throws IOException, InterruptedException {
        String told = Sentence.require(new Wps(user).refusal(request(site, workspace)), workspace);
        Catalogue catalogue = site.sandbox().catalogue();
        for (String kind : new String[] {"layers", "coveragestores", "styles"}) {
            Failed.unless(
                    catalogue.names(workspace, kind).stream().noneMatch(name -> name.startsWith("rights")),
                    "no " + kind + " of the refused run",
                    catalogue.names(workspace, kind));
        }
        Failed.unless(
                catalogue.files("data/" + workspace).stream().noneMatch(file -> file.contains("rights")),
                "no files of the refused run",
                catalogue.files("data/" + workspace));
        return told;
    }

    private String allowed() throws IOException, InterruptedException {
        prepare();
        new Wps(keeper).texts(Site.displacementOf(site.small()).with("layer", other + ":kept"), "layer", "wms");
        Failed.unless(
                site.sandbox().catalogue().has(other, "layers", "kept"),
                "the layer in REST",
                site.sandbox().catalogue().names(other, "layers"));
        return "";
    }
}
