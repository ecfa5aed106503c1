package org.deforma.itest.fake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessFactory;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.util.SimpleInternationalString;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The process {@code test:WaitingTool}, which runs until a file is there, and then says the version of its bundle. */
@DescribeProcess(title = "Wait", description = "Waits for a file.")
public final class WaitingTool {
    private final String version;

    private WaitingTool(String version) {
        this.version = version;
    }

    /** Runs; can be cancelled. */
    @DescribeResult(name = "result", description = "Version of the bundle")
    public String execute(
            @DescribeParameter(name = "until", description = "File to wait for") String until,
            ProgressListener listener) {
        while (!Files.exists(Path.of(until))) {
            if (listener.isCanceled()) {
                throw new CancellationException("while it waited");
            }
            LockSupport.parkNanos(10_000_000);
        }
        return "version " + version;
    }

    /** Offers it. */
    public static final class Activator implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            String version = context.getBundle().getVersion().toString();
            context.registerService(ProcessFactory.class, new Factory(version), null);
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Makes it. */
    public static final class Factory extends AnnotatedBeanProcessFactory {
        private final String version;

        Factory(String version) {
            super(new SimpleInternationalString("Test"), "test", WaitingTool.class);
            this.version = version;
        }

        @Override
        protected Object createProcessBean(Name name) {
            return new WaitingTool(version);
        }
    }
}
