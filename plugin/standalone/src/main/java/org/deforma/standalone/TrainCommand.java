package org.deforma.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code deforma train}: here for the help only. The launcher starts training in a Java of its own, with its own libraries. */
@Command(
        name = "train",
        description = "Trains a network that Deforma ships; 'deforma train' says which.",
        customSynopsis = "deforma train RECIPE [options]")
final class TrainCommand implements Callable<Integer> {
    @Unmatched
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        throw new IllegalArgumentException(
                "'train " + String.join(" ", words) + "' is started by the launcher, plugin/deforma");
    }
}
