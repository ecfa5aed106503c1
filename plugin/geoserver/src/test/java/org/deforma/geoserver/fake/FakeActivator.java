package org.deforma.geoserver.fake;

import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.process.ProcessFactory;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers the process {@code NAMESPACE:FakeTool} with the word that the bundle's headers say, or fails. */
public final class FakeActivator implements BundleActivator {
    public static final String NAMESPACE = "Test-Namespace";
    public static final String WORD = "Test-Word";
    public static final String FAILURE = "Test-Failure";

    @Override
    public void start(BundleContext context) {
        String failure = context.getBundle().getHeaders().get(FAILURE);
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        String namespace = context.getBundle().getHeaders().get(NAMESPACE);
        String word = context.getBundle().getHeaders().get(WORD);
        context.registerService(ProcessFactory.class, new Factory(namespace, word), null);
    }

    @Override
    public void stop(BundleContext context) {}

    private static final class Factory extends AnnotatedBeanProcessFactory {
        private final String prefix;
        private final String word;

        Factory(String namespace, String word) {
            super(new SimpleInternationalString("Test"), namespace, FakeTool.class);
            this.prefix = namespace;
            this.word = word;
        }

        @Override
        protected Object createProcessBean(Name name) {
            return new FakeTool(prefix, word);
        }

        @Override
        public InternationalString getDescription(Name name) {
            return new SimpleInternationalString("Says " + word);
        }
    }
}
