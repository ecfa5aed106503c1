package org.deforma.geoserver;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;

/**
 * What GeoServer's Spring context knows of Deforma: starts the {@link Plugin} with the context and stops it with it.
 *
 * <p>A post-processor of the bean factory, because those come before all other beans: GeoServer asks for the processes
 * while it reads its configuration, and forgets what an administrator set for one that is not there then.
 *
 * <p>Whatever goes wrong, GeoServer starts, without Deforma and with a message in its log. That holds for an old Java
 * too, which is why this class is compiled for Java 11 and finds the plugin by its name.
 */
public final class DeformaBean implements BeanFactoryPostProcessor, ApplicationContextAware, DisposableBean {
    private static final Logger LOG = Logger.getLogger(DeformaBean.class.getName());
    private static final int JAVA = 17;
    private static final String PLUGIN = "org.deforma.geoserver.Plugin";

    private ApplicationContext context;
    private AutoCloseable plugin;

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        context = applicationContext;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        int java = Runtime.version().feature();
        if (java < JAVA) {
            LOG.log(
                    Level.SEVERE,
                    "Deforma needs Java {0} or later and is off, since GeoServer runs on Java {1};"
                            + " let GeoServer run on a newer Java",
                    new Object[] {JAVA, java});
            return;
        }
        try {
            plugin = (AutoCloseable) Class.forName(PLUGIN)
                    .getMethod("start", ApplicationContext.class)
                    .invoke(null, context);
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            LOG.log(Level.SEVERE, cause, () -> "Deforma is off, since it could not be started: " + reason);
        }
    }

    @Override
    public void destroy() throws Exception {
        if (plugin != null) {
            plugin.close();
        }
    }
}
