package org.deforma.standalone;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.geotools.process.ProcessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code deforma}. Exit codes: 0 done, 2 wrong input, 130 cancelled, 1 any other failure. */
@Command(
        name = "deforma",
        description = "Measures ground deformation from satellite images, and classifies them with neural networks.",
        subcommands = {
            HelpCommand.class,
            DemoCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            RunCommand.class,
            ServeCommand.class,
            ModelsCommand.class,
            DevicesCommand.class,
            PackCommand.class,
            TrainCommand.class,
            RehearseCommand.class
        },
        footer = {
            "",
            "A first look:  deforma demo",
            "A first run:   deforma run Displacement --before A.tif --after B.tif \\",
            "                   --output map.tif",
            "In a browser:  deforma serve"
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final int CANCELLED = 130;

    private static final String OUT_OF_MEMORY =
            "out of memory; give more with" + " DEFORMA_JAVA_OPTS=-Xmx2g, or try a smaller raster or range";

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs one command and ends the JVM. */
    public static void main(String[] args) {
        Logs.quiet();
        int code;
        try {
            code = execute(args);
        } catch (OutOfMemoryError e) {
            code = say(new PrintWriter(System.err, true, StandardCharsets.UTF_8), FAILED, OUT_OF_MEMORY);
        }
        System.exit(code);
    }

    /**
     * Runs one command within this JVM.
     *
     * @param args words of the command line
     * @return the exit code
     */
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.getSubcommands().values().forEach(Main::addHelp);
        addHelp(line);
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler((wrong, words) -> wrongWords(wrong));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(command.getErr(), failure));
        return line.execute(args);
    }

    private static void addHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help.")
                    .build());
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int wrongWords(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = wrong.getMessage();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            Set<String> known = command.getSubcommands().keySet();
            message = known.isEmpty()
                    ? "'" + word + "' is one word too many"
                    : "there is no command '" + word + "'" + Spelling.hint(word, known, "");
        }
        return say(command.getErr(), WRONG_INPUT, message);
    }

    private static int failed(PrintWriter err, Exception failure) {
        Throwable kind =
                failure instanceof ProcessException && failure.getCause() != null ? failure.getCause() : failure;
        if (kind instanceof CancellationException) {
            // The session that was interrupted has said so.
            return CANCELLED;
        }
        if (kind instanceof OutOfMemoryError) {
            return say(err, FAILED, OUT_OF_MEMORY);
        }
        if (kind instanceof IllegalArgumentException) {
            return say(err, WRONG_INPUT, failure.getMessage());
        }
        if (isFault(kind)) {
            failure.printStackTrace(err);
            return say(err, FAILED, "this should not happen; please report it with the lines above");
        }
        return say(err, FAILED, failure.getMessage());
    }

    /** A fault of the program, as the JDK's own runtime exceptions show it; others carry a sentence for the user. */
    private static boolean isFault(Throwable kind) {
        return kind instanceof Error
                || kind.getMessage() == null
                || (kind instanceof RuntimeException
                        && kind.getClass().getName().startsWith("java.")
                        && !(kind instanceof UncheckedIOException));
    }

    private static int say(PrintWriter err, int code, String message) {
        err.println("deforma: " + message.lines().findFirst().orElse("failed"));
        err.flush();
        return code;
    }
}
