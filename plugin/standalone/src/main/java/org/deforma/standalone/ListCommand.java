package org.deforma.standalone;

import java.util.concurrent.Callable;
import org.deforma.host.tools.ProcessCatalog;
import picocli.CommandLine.Command;

/** {@code deforma list}: every process in one line. */
@Command(name = "list", description = "Lists the processes.")
final class ListCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        try (Session session = new Session()) {
            int width = session.processes().stream()
                    .mapToInt(process -> process.name().length())
                    .max()
                    .orElse(0);
            for (ProcessCatalog.Entry process : session.processes()) {
                System.out.printf("%-" + width + "s  %s%n", process.name(), process.title());
            }
        }
        return 0;
    }
}
