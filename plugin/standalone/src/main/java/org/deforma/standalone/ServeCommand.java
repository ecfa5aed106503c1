package org.deforma.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.deforma.standalone.serve.Server;
import org.deforma.standalone.serve.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deforma serve [--port 8080] [--data DIR]}: the map and the toolbox in the browser, WPS and WMS for other clients. */
@Command(
        name = "serve",
        description = "Serves the toolbox to browsers, and WPS and WMS to GIS clients, until it is stopped (Ctrl-C).",
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on (8080); 0: any.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder for layers and jobs (in your home).")
    private Path data;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where to listen (127.0.0.1: this machine only). Any other asks clients for a token.")
    private String address;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "How clients reach the server, such as behind a proxy: https://maps.example.org")
    private URI url;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "2", description = "Tools that run at a time (2).")
    private int jobs;

    @Option(names = "--queue", paramLabel = "N", defaultValue = "50", description = "Runs that may wait (50).")
    private int queue;

    @Option(names = "--max-hours", paramLabel = "H", defaultValue = "24", description = "For one run (24).")
    private double hours;

    @Option(names = "--max-upload", paramLabel = "MB", defaultValue = "4000", description = "Largest request (4000).")
    private int upload;

    @Override
    public Integer call() throws Exception {
        EpsgDatabase.openInBackground();
        Logs.forServer();
        Path folder = data == null ? Session.userData().resolve("server") : data;
        ServerSettings settings =
                new ServerSettings(port, address, folder, Optional.ofNullable(url), jobs, queue, hours, upload);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(stop, stopped), "stopper");
        try (Server server = Server.start(settings, bundles())) {
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println("Deforma is at " + server.address());
            System.out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static Path bundles() {
        return Path.of(System.getProperty("deforma.bundles", "bundles"));
    }

    /** Runs when the JVM is told to end, and holds it until all is in order. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
