package org.deforma.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process ever held. */
final class PeakMemory {
    private PeakMemory() {}

    /** Such as {@code 312 MB}; from the heap alone where the system does not tell. */
    static String text() {
        long kilobytes = Runtime.getRuntime().totalMemory() >> 10;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            return "at least " + (kilobytes >> 10) + " MB";
        }
        return (kilobytes >> 10) + " MB";
    }
}
