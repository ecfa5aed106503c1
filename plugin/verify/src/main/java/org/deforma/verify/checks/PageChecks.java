package org.deforma.verify.checks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.deforma.verify.server.Answer;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Skipped;

/** The toolbox page, as everybody gets it. */
final class PageChecks {
    private static final String FOLDER = "/www/deforma/";
    private static final String LIST = "deforma-page.txt";

    /** Browsers take nothing else for what it is. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json");

    private final Site site;

    private PageChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        PageChecks checks = new PageChecks(site);
        site.table().check("the page is served", checks::page);
        site.table().check("all of its files are, with the types that browsers need", checks::files);
        site.table().check("its folder leads to it", checks::folder);
    }

    private Answer get(String name) throws IOException, InterruptedException {
        return site.http().asNobody().get(FOLDER + name);
    }

    private String page() throws IOException, InterruptedException {
        Answer page = get("index.html");
        if (page.status() == 404) {
            throw new Skipped("the page is not there; deforma.properties may say toolbox=false");
        }
        Failed.unless(page.fine() && page.type().startsWith("text/html"), "a page", page);
        Failed.unless(page.text().contains("<title>"), "a page with a title", page);
        return page.type();
    }

    private List<String> list() throws IOException, InterruptedException {
        Answer list = get(LIST);
        if (!list.fine()) {
            throw new Skipped("there is no list of its files");
        }
        return list.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private String files() throws IOException, InterruptedException {
        List<String> names = list();
        for (String name : names) {
            Answer file = get(name);
            Failed.unless(file.fine() && file.body().length > 0, name + " to be served", file);
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
            Failed.unless(file.type().contains(type), name + " as " + type, file.type());
        }
        Failed.unless(names.contains("index.html") && names.contains("ol/ol.js"), "page and map library", names);
        return names.size() + " files";
    }

    private String folder() throws IOException, InterruptedException {
        list();
        Failed.unless(get("").status() == 302, "an answer that leads on", get(""));
        return "";
    }
}
