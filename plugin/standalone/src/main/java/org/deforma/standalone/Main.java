package org.deforma.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.geotools.process.ProcessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code deforma}. Exit codes: 0 done, 2 wrong input, 130 cancelled, 1 any other failure. */
@Command(
        name = "deforma",
        description = "Measures ground deformation from satellite images.",
        subcommands = {
            HelpCommand.class,
            DemoCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            RunCommand.class,
            RehearseCommand.class
        },
        footer = {
            "",
            "A first look:  deforma demo",
            "A first run:   deforma run Displacement --before A.tif --after B.tif --output map.tif"
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final int CANCELLED = 130;

    private static final String OUT_OF_MEMORY = "out of memory; give more with DEFORMA_JAVA_OPTS=-Xmx2g";

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
        line.setParameterExceptionHandler((wrong, words) -> wrongWords(wrong));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(command.getErr(), failure));
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int wrongWords(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        List<String> known = List.copyOf(command.getSubcommands().keySet());
        String hint = wrong instanceof CommandLine.UnmatchedArgumentException unmatched && !known.isEmpty()
                ? Spelling.hint(unmatched.getUnmatched().get(0), known, "")
                : "";
        return say(command.getErr(), WRONG_INPUT, wrong.getMessage() + hint);
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
        if (isExpected(kind)) {
            return say(err, FAILED, failure.getMessage());
        }
        failure.printStackTrace(err);
        return say(err, FAILED, "this should not happen; please report it with the lines above");
    }

    /** Failures of files and memory carry a sentence for the user; anything else is a fault of the program. */
    private static boolean isExpected(Throwable kind) {
        return kind instanceof java.io.IOException
                || kind instanceof java.io.UncheckedIOException
                || kind instanceof IllegalStateException
                || kind.getClass().getName().equals("org.deforma.api.DeformaException");
    }

    private static int say(PrintWriter err, int code, String message) {
        err.println("deforma: " + message.lines().findFirst().orElse("failed"));
        err.flush();
        return code;
    }
}
