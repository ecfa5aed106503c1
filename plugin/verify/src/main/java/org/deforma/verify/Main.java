package org.deforma.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deforma.verify.checks.Group;
import org.deforma.verify.server.Answer;
import org.deforma.verify.server.Http;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code verify}. Exit codes: 0 all is as it should be, 1 something is not, 2 wrong words, 130 interrupted. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Goes through everything that Deforma promises in a running GeoServer, over HTTP,"
                    + " and prints a line for each check. What it needs on the server it makes in a"
                    + " workspace of its own, and removes it at the end.",
            ""
        })
public final class Main implements Callable<Integer> {
    private static final int WRONG_WORDS = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "Address, such as http://localhost:8080/geoserver.")
    private String url;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            description = "An administrator. Left out: nobody;" + " what needs rights is skipped.")
    private String user;

    @Parameters(index = "2", arity = "0..1", paramLabel = "PASSWORD", description = "The administrator's password.")
    private String password;

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description = "Local path of the folder below which this server takes rasters by path; by default"
                    + " deforma/files in the folder of --data.")
    private Path files;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Local path of this server's data directory; bundles and models are then removed"
                    + " and put back while it runs.")
    private Path data;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Local path of the file that the server writes its log to; by default"
                    + " logs/geoserver.log in the folder of --data.")
    private Path log;

    @Option(
            names = "--only",
            paramLabel = "GROUP",
            split = ",",
            description = "Only these groups of checks: ${COMPLETION-CANDIDATES}.")
    private List<Group> only = Group.all();

    private Main() {}

    /** Runs, and ends the JVM. */
    public static void main(String[] args) {
        int code = execute(args);
        if (code != Verification.INTERRUPTED) {
            System.exit(code);
        }
    }

    /**
     * Runs within this JVM.
     *
     * @return the exit code
     */
    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, words) -> {
            String message = wrong.getMessage().lines().findFirst().orElse("wrong words");
            wrong.getCommandLine().getErr().println("verify: " + message);
            return WRONG_WORDS;
        });
        return line.execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Http nobody = Http.anonymous(address());
        if (user != null && password == null) {
            throw wrong("a password must follow the user '" + user + "'");
        }
        Http http = user == null ? nobody : nobody.as(user, password);
        checkFolder("--files", files);
        checkFolder("--data", data);
        try {
            reach(http);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), url + " does not answer: " + e, e);
        }
        return new Verification(
                        System.out,
                        http,
                        user != null,
                        below(files, "deforma/files"),
                        Optional.ofNullable(data),
                        below(log, "logs/geoserver.log"))
                .run(only);
    }

    /** A path that was given, else its usual place in the data directory. */
    private Optional<Path> below(Path given, String usual) {
        return Optional.ofNullable(given).or(() -> Optional.ofNullable(data).map(folder -> folder.resolve(usual)));
    }

    private void reach(Http http) throws IOException, InterruptedException {
        Answer answer = http.get("/ows?service=WPS&version=1.0.0&request=GetCapabilities");
        if (answer.status() == 401) {
            throw wrong("the server does not accept user and password");
        }
        if (!answer.text().contains("Capabilities")) {
            throw wrong("there is no WPS below " + url + ", which answers with status " + answer.status()
                    + "; the address must end with that of GeoServer, such as /geoserver");
        }
        if (user != null && !http.get("/rest/about/version.json").fine()) {
            throw wrong("user '" + user + "' may not use REST; an administrator is needed");
        }
    }

    private String address() {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("'" + url + "' is not an address, such as http://localhost:8080/geoserver");
        }
        throw wrong("'" + url + "' is not an address, such as http://localhost:8080/geoserver");
    }

    private void checkFolder(String option, Path folder) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw wrong(option + ": there is no folder " + folder);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
