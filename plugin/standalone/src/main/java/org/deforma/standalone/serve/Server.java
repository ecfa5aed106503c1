package org.deforma.standalone.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.host.framework.BundleFolder;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.LayerOutput;
import org.deforma.host.tools.LayerTools;
import org.deforma.host.tools.RasterFileInput;
import org.deforma.host.tools.ToolFactory;
import org.deforma.standalone.jobs.JobLimits;
import org.deforma.standalone.jobs.Jobs;
import org.deforma.standalone.layers.LayerStore;
import org.deforma.standalone.layers.StoreCatalog;
import org.deforma.standalone.layers.StorePublisher;
import org.deforma.standalone.wms.WmsLimits;
import org.deforma.standalone.wms.WmsServlet;
import org.deforma.standalone.wps.EchoFactory;
import org.deforma.standalone.wps.Sources;
import org.deforma.standalone.wps.WpsServlet;
import org.deforma.standalone.wps.WpsSettings;
import org.geotools.process.ProcessFactory;
import org.osgi.framework.FrameworkUtil;

/**
 * The embedded host: a framework with an HTTP service, its tools behind WPS, its layers behind WMS, and the toolbox page.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Server.class.getName());

    /** How long runs of a tool that is to go are waited for [s]. */
    private static final long PATIENCE = 60;

    /** How long cancelled runs may take to end [s]. */
    private static final long GRACE = 30;

    /** Start of the names of properties by which the HTTP service finds servlets and filters. */
    private static final String WHITEBOARD = "osgi.http.whiteboard.";

    private static final double SECONDS_PER_HOUR = 3600;

    private final DataDirectory data;
    private final URI address;
    private final Optional<Token> token;
    private final LayerStore layers;
    private final Host host;
    private final ToolFactory tools;
    private final Jobs jobs;

    private Server(ServerSettings settings, DataDirectory data, Path bundles, int port) throws IOException {
        this.data = data;
        token = settings.isLocal() ? Optional.empty() : Optional.of(Token.of(data.root()));
        address = settings.url().orElseGet(() -> URI.create("http://" + name(settings) + ":" + port));
        layers = LayerStore.open(data.root());
        try {
            host = Host.start(
                    List.of(bundles, bundles.resolveSibling("http")),
                    List.of(bundles, data.models()),
                    properties(settings, data, port));
        } catch (RuntimeException e) {
            layers.close();
            throw e;
        }
        BundleFolder.log(host.context());
        host.context()
                .registerService(ProcessFactory.class, new EchoFactory(), properties(Map.of("deforma.group", "-")));
        LayerTools.register(host.context(), new StoreCatalog(layers));
        tools = new ToolFactory(
                host.context(),
                List.of(
                        new RasterFileInput(data.files(), host.rasterFiles()),
                        new LayerOutput(new StorePublisher(layers, data.temporary(), this::origin))),
                new ToolFactory.Drain(PATIENCE, GRACE),
                () -> {});
        jobs = new Jobs(
                data.jobs(),
                new JobLimits(settings.jobs(), settings.queue(), Math.round(settings.hours() * SECONDS_PER_HOUR)));
        if (host.context().getServiceReference("org.osgi.service.servlet.runtime.HttpServiceRuntime") == null) {
            close();
            throw new IllegalStateException("the HTTP service does not start; the log says why");
        }
        serve(new Guard(settings, token), "/*", 100);
        int turns = Runtime.getRuntime().availableProcessors() + 1;
        WmsServlet wms = new WmsServlet(
                layers::layers, tools, WmsLimits.USUAL, settings.url().map(URI::toString));
        WpsServlet wps = new WpsServlet(
                tools,
                jobs,
                new Sources(layers::find, host.rasterFiles()),
                new WpsSettings(data.temporary(), settings.uploadBytes(), settings.url()));
        serve(new Turnstile(turns), "/wms", 50);
        serve(wms, "/wms");
        serve(wps, "/wps");
        serve(new OwsServlet(wps, wms), "/ows");
        serve(new PageServlet(), "/");
        serve(new HealthServlet(this::health), "/health");
    }

    /**
     * Starts; when it returns the server answers.
     *
     * @param settings what the administrator wants
     * @param bundles folder of the bundles; those of the HTTP service are in {@code http} beside it
     * @throws IllegalArgumentException for a port that is taken, an address that is not this machine's, or a data folder that
     *     cannot be written or is in use
     * @throws IllegalStateException when the framework does not start
     */
    public static Server start(ServerSettings settings, Path bundles) {
        int port = freePort(settings);
        DataDirectory data = DataDirectory.open(settings.data());
        try {
            Server server = new Server(settings, data, bundles, port);
            LOG.log(Level.INFO, "listening on {0} port {1}, data in {2}", new Object[] {
                settings.inet().getHostAddress(), String.valueOf(port), data.root()
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The HTTP service itself only logs that it cannot have a port. */
    private static int freePort(ServerSettings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.inet(), settings.port()));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "port " + settings.port() + " of " + settings.address() + " cannot be used (" + e.getMessage()
                            + "); choose another with --port, or 0 for any that is free",
                    e);
        }
    }

    private static String name(ServerSettings settings) {
        if (settings.inet().isAnyLocalAddress()) {
            try {
                return java.net.InetAddress.getLocalHost().getHostName();
            } catch (java.net.UnknownHostException e) {
                return "localhost";
            }
        }
        String number = settings.inet().getHostAddress();
        return number.contains(":") ? "[" + number + "]" : number;
    }

    private static Map<String, String> properties(ServerSettings settings, DataDirectory data, int port) {
        Map<String, String> properties = new HashMap<>(HttpPackages.properties());
        properties.putAll(BundleFolder.properties(data.bundles(), data.temporary(), PATIENCE + 2 * GRACE));
        // On the disk of the layers, so that a result becomes one without a copy.
        properties.put("deforma.temporary", data.temporary().toString());
        properties.put("org.apache.felix.http.host", settings.inet().getHostAddress());
        properties.put("org.osgi.service.http.port", String.valueOf(port));
        properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        properties.put("org.apache.felix.http.timeout", "60000");
        properties.put("org.apache.felix.http.jetty.threadpool.max", "128");
        properties.put("org.apache.felix.http.jetty.headerBufferSize", "32768");
        properties.put("org.apache.felix.jetty.gziphandler.enable", "true");
        return properties;
    }

    private void serve(Servlet servlet, String... patterns) {
        host.context()
                .registerService(Servlet.class, servlet, properties(Map.of(WHITEBOARD + "servlet.pattern", patterns)));
    }

    /** The filter with the higher rank comes first. */
    private void serve(Filter filter, String pattern, int rank) {
        host.context()
                .registerService(
                        Filter.class,
                        filter,
                        properties(Map.of(WHITEBOARD + "filter.pattern", pattern, "service.ranking", rank)));
    }

    private static Dictionary<String, Object> properties(Map<String, Object> properties) {
        return FrameworkUtil.asDictionary(properties);
    }

    /** Scheme, host and port by which clients reach the server. */
    private String origin() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private HealthServlet.Health health() {
        return new HealthServlet.Health(
                data.problem(),
                Map.of("layers", layers.layers().size(), "running", jobs.running(), "waiting", jobs.waiting()));
    }

    /** Where the page is, with the token where there is one. */
    public String address() {
        String page = address + (address.getPath().endsWith("/") ? "" : "/");
        return token.map(secret -> page + "?token=" + secret.secret()).orElse(page);
    }

    /** Lets no request in any more, ends what runs, and gives everything back. */
    @Override
    public void close() {
        jobs.close();
        tools.close();
        host.close();
        layers.close();
        LOG.info("stopped");
    }
}
