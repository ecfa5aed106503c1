package org.deforma.training.displacement;
import java.io.IOException; import java.nio.file.*;
record DisplacementCard(Measured measured, NetworkTraining.Exported exported, String command, double difference) {
    void write(Path file) throws IOException { Files.writeString(file, measured.toString()); }
}
