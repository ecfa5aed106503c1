package org.deforma.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.training.displacement.OpticalDisplacement;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line of training: {@code coherence-classes [options]} or {@code optical-displacement [options]}. Progress goes
 * to stderr. Exit 0 done, 2 wrong arguments, 1 any other failure. Told to end, it does so between two pieces of work. Wants 4 GB
 * of heap with the default number of samples.
 */
@Command(name = "train", description = "Trains a network that Deforma ships and writes the files of its model bundle.")
public final class Main implements Runnable {
    // JUL keeps loggers by weak reference only; a level that is set must stay.
    private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("ai.djl"), Logger.getLogger("org.tribuo"));

    private static final long STOP_SECONDS = 10;

    /** What all recipes are told. */
    private static final class Recipe {
        @Option(
                names = "--output",
                paramLabel = "DIR",
                defaultValue = "${sys:deforma.project:-.}/model-bundles/${COMMAND-NAME}/bundle",
                description = "Folder of the bundle's files (default: ${DEFAULT-VALUE}).")
        private Path output;

        @Option(
                names = "--seed",
                paramLabel = "S",
                defaultValue = "1",
                description =
                        "Seed of everything random (default: ${DEFAULT-VALUE}). The same seed and number of threads"
                                + " give the same network on the same processor.")
        private long seed;
    }

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the JVM. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] args) {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended), "stop"));
        int code = command().execute(args);
        ended.countDown();
        System.exit(code);
    }

    /** Runs when the JVM is to end: it takes PyTorch's memory away, and a thread that still computes then would crash. */
    private static void stop(CountDownLatch ended) {
        PyTorch.stop();
        try {
            ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static CommandLine command() {
        CommandLine command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return failure instanceof IllegalArgumentException ? 2 : 1;
        });
        return command;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name what to train: coherence-classes or optical-displacement; for options add --help");
    }

    @Command(
            name = "coherence-classes",
            description =
                    "Ground cover from InSAR coherence matrices. Simulates its data; takes about ten minutes on two"
                            + " cores, and as long again for the comparison.",
            mixinStandardHelpOptions = true)
    int coherenceClasses(
            @Mixin Recipe recipe,
            @Option(
                            names = "--samples",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "Matrices of an epoch, new ones each time (default: ${DEFAULT-VALUE}).")
                    int samples,
            @Option(
                            names = "--epochs",
                            paramLabel = "N",
                            defaultValue = "8",
                            description = "Most epochs (default: ${DEFAULT-VALUE}).")
                    int epochs,
            @Option(
                            names = "--threads",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Threads of PyTorch; 0 for all processors. Fewer are faster where others work"
                                    + " too.")
                    int threads,
            @Option(names = "--no-baselines", description = "Do not train other methods to compare with.")
                    boolean noBaselines)
            throws IOException {
        CoherenceClasses.Settings settings =
                new CoherenceClasses.Settings(recipe.output, samples, epochs, recipe.seed, !noBaselines);
        prepare(threads);
        Files.createDirectories(recipe.output);
        new CoherenceClasses(settings, CoherenceNetwork.standard(), this::log).run();
        return 0;
    }

    @Command(
            name = "optical-displacement",
            description =
                    "Displacement up to faults. Makes its pairs of images; takes about an hour on two cores. One that"
                            + " was stopped goes on where it was.",
            mixinStandardHelpOptions = true)
    int opticalDisplacement(
            @Mixin Recipe recipe,
            @Option(
                            names = "--pairs",
                            paramLabel = "N",
                            defaultValue = "3500",
                            description = "Pairs of images to train on, each once (default: ${DEFAULT-VALUE}).")
                    int pairs,
            @Option(
                            names = "--threads",
                            paramLabel = "N",
                            defaultValue = "2",
                            description = "Threads of PyTorch (default: ${DEFAULT-VALUE}); another makes the pairs.")
                    int threads,
            @Option(
                            names = "--state",
                            paramLabel = "FILE",
                            defaultValue =
                                    "${sys:deforma.project:-.}/plugin/training/target/optical-displacement.state",
                            description = "Where the training stands, for one that goes on (default:"
                                    + " ${DEFAULT-VALUE}); delete it to begin anew.")
                    Path state)
            throws IOException {
        OpticalDisplacement.Settings settings =
                new OpticalDisplacement.Settings(recipe.output, state, pairs, recipe.seed);
        prepare(threads);
        new OpticalDisplacement(settings, this::log).run();
        return 0;
    }

    private static void prepare(int threads) {
        LIBRARIES.forEach(logger -> logger.setLevel(Level.SEVERE));
        PyTorch.prepare(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    private void log(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
