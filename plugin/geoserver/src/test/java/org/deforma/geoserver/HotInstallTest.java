package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deforma.geoserver.fake.FakeActivator;
import org.deforma.geoserver.fake.FakeTool;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.data.util.NullProgressListener;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jars that come, change and go while GeoServer runs. Every test takes away what it brought. */
@Timeout(60)
class HotInstallTest {
    /** They wait most of the time, and share a server. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TogetherTest {}

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @TempDir
    static Path data;

    private static Server server;
    private static Path bundles;
    private static Log log;

    /** Names of two bundles and their namespaces, not used by another test. */
    private final String fake = "fake" + SERIAL.incrementAndGet() + "x";

    private final String other = fake + "other";
    private final Name run = tool(fake);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void startServer() {
        log = new Log();
        server = new Server(data);
        bundles = data.resolve("deforma/bundles");
    }

    @AfterAll
    static void stopServer() {
        server.close();
        log.close();
    }

    @AfterEach
    void takeAway() throws Exception {
        System.getProperties().remove(FakeTool.END + fake);
        System.getProperties().remove(FakeTool.BEGUN + fake);
        Files.deleteIfExists(jar(fake));
        Files.deleteIfExists(jar(other));
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @TogetherTest
    void aBundleComesIsUpdatedAndGoes() throws Exception {
        assertFalse(isThere(run));
        install(fake, "1.0.0", "one");
        assertEquals(
                "Says one Toolbox: Other tools.",
                Processors.createProcessFactory(run).getDescription(run).toString());
        assertEquals("one more", say("more"));
        new ToolJar(fake, "1.1.0", "two").write(jar(fake));
        Server.await("the update is there", () -> describes(run, "two"));
        assertEquals("two", say(null));
        Files.delete(jar(fake));
        Server.await("it is gone", () -> !isThere(run));
        assertTrue(Server.processes().contains("Displacement"), "the rest stays");
        assertEquals(List.of(), warnings());
    }

    @TogetherTest
    void twoBundlesAreIndependent() throws Exception {
        install(fake, "1.0.0", "one");
        install(other, "1.0.0", "uno");
        Files.delete(jar(fake));
        Server.await("the first is gone", () -> !isThere(run));
        assertTrue(describes(tool(other), "uno"));
    }

    @TogetherTest
    void ofTwoJarsWithTheSameProcessTheHigherVersionIsUsed() throws Exception {
        install(fake, "1.0.0", "one");
        new ToolJar(other, "2.0.0", "two").with(FakeActivator.NAMESPACE, fake).write(jar(other));
        Server.await("the higher version takes over", () -> describes(run, "two"));
        Files.delete(jar(other));
        Server.await("the lower one takes over", () -> describes(run, "one"));
    }

    @TogetherTest
    void aJarThatIsNoBundleIsReportedAndReplacedByAGoodOne() throws Exception {
        Files.writeString(jar(fake), "no jar at all");
        Server.await("the file is reported", () -> log.hasWarning(fake + ".jar", "is not a bundle"));
        install(fake, "1.0.0", "one");
        assertEquals(1, warnings().size(), "reported once, not at every look");
    }

    @TogetherTest
    void aPlainLibraryIsReported() throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar(other)))) {
            zip.putNextEntry(new ZipEntry("A.class"));
        }
        Server.await("the file is reported", () -> log.hasWarning(other + ".jar", "is not a bundle"));
    }

    @TogetherTest
    void aBundleThatLacksAPackageIsReportedAndStartsWhenRepaired() throws Exception {
        new ToolJar(fake, "1.0.0", "one").importing("org.gone.forever").write(jar(fake));
        Server.await("what is missing is named", () -> log.hasWarning(fake + ".jar", "org.gone.forever"));
        assertFalse(isThere(run));
        install(other, "1.0.0", "uno");
        install(fake, "1.0.1", "repaired");
    }

    @TogetherTest
    void aBundleWhoseStartFailsIsReportedAndStartsWhenRepaired() throws Exception {
        new ToolJar(fake, "1.0.0", "one")
                .with(FakeActivator.FAILURE, "no licence found")
                .write(jar(fake));
        Server.await("the reason is told", () -> log.hasWarning(fake + ".jar", "no licence found"));
        assertFalse(isThere(run));
        install(other, "1.0.0", "uno");
        install(fake, "1.0.1", "repaired");
    }

    @TogetherTest
    void aBrokenUpdateIsReportedAndTheNextOneIsTaken() throws Exception {
        install(fake, "1.0.0", "one");
        new ToolJar(fake, "1.0.1", "two").importing("org.gone.forever").write(jar(fake));
        Server.await("what is missing is named", () -> log.hasWarning(fake + ".jar", "org.gone.forever"));
        Server.await("the old one is gone", () -> !isThere(run));
        assertTrue(Server.processes().contains("Displacement"), "the rest stays");
        install(fake, "1.0.2", "three");
    }

    @TogetherTest
    void aModelComesAndGoes() throws Exception {
        Path shipped = data.resolve("deforma/models/coherence-classes.jar");
        Path jar = data.resolve("deforma/models/second.jar");
        Path part = data.resolve("second.part");
        copyAs(shipped, part, "99.0.0");
        Files.move(part, jar);
        Server.await("the model is there", () -> models().contains("99.0.0"));
        Files.delete(jar);
        Server.await("the model is gone", () -> !models().contains("99.0.0"));
        assertTrue(models().contains("\"name\":\"coherence-classes\""), models());
    }

    @TogetherTest
    void aProcessIsAFunctionForStylesAsLongAsItIsThere() throws Exception {
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        Expression text = filters.function("parameter", filters.literal("text"), filters.literal("more"));
        assertThrows(RuntimeException.class, () -> filters.function(run, text));
        install(fake, "1.0.0", "one");
        Server.await("it is a function", () -> Server.isFunction(run));
        assertEquals("one more", filters.function(run, text).evaluate(null));
        assertEquals("one more", filters.function(fake + ":FakeTool", text).evaluate(null));
        Files.delete(jar(fake));
        Server.await("it is gone", () -> !isThere(run) && !Server.isFunction(run));
        assertThrows(RuntimeException.class, () -> filters.function(run, text));
    }

    @TogetherTest
    void anUpdateWaitsForTheRunsOfTheOldVersion() throws Exception {
        install(fake, "1.0.0", "one");
        CountDownLatch end = hold();
        Future<String> job = threads.submit(() -> say(null));
        ((CountDownLatch) System.getProperties().get(FakeTool.BEGUN + fake)).await();
        new ToolJar(fake, "1.1.0", "two").write(jar(fake));
        Process process = Processors.createProcess(run);
        System.getProperties().remove(FakeTool.END + fake);
        Server.await("new runs are refused", () -> isRefused(process));
        assertFalse(job.isDone());
        assertTrue(describes(run, "one"), "its user's client may still ask what it is");
        end.countDown();
        assertEquals("one", job.get());
        Server.await("the update is there", () -> describes(run, "two"));
        assertEquals("two", say(null));
    }

    @TogetherTest
    void aRunIsCancelledByItsListener() throws Exception {
        install(fake, "1.0.0", "one");
        hold();
        ProgressListener listener = new DefaultProgressListener();
        Future<?> job = threads.submit(() -> Processors.createProcess(run).execute(Map.of(), listener));
        ((CountDownLatch) System.getProperties().get(FakeTool.BEGUN + fake)).await();
        listener.setCanceled(true);
        assertEquals(
                "cancelled",
                assertThrows(ExecutionException.class, job::get).getCause().getMessage());
    }

    /** That name a bundle of this test. */
    private List<String> warnings() {
        return log.messages(Level.WARNING).stream()
                .filter(text -> text.contains(fake))
                .toList();
    }

    private static boolean isRefused(Process process) {
        try {
            process.execute(Map.of(), new NullProgressListener());
            return false;
        } catch (ProcessException e) {
            return e.getMessage().contains("is being updated or removed");
        }
    }

    /** Lets runs wait from now on, until the latch is counted down. */
    private CountDownLatch hold() {
        CountDownLatch end = new CountDownLatch(1);
        System.getProperties().put(FakeTool.BEGUN + fake, new CountDownLatch(1));
        System.getProperties().put(FakeTool.END + fake, end);
        return end;
    }

    private static void install(String name, String version, String word) throws Exception {
        new ToolJar(name, version, word).write(jar(name));
        Server.await(name + " is there", () -> describes(tool(name), word));
    }

    private static Path jar(String name) {
        return bundles.resolve(name + ".jar");
    }

    private static Name tool(String namespace) {
        return new NameImpl(namespace, "FakeTool");
    }

    private static boolean isThere(Name process) {
        return Processors.createProcessFactory(process) != null;
    }

    private static boolean describes(Name process, String word) {
        return isThere(process)
                && ("Says " + word + " Toolbox: Other tools.")
                        .equals(String.valueOf(
                                Processors.createProcessFactory(process).getDescription(process)));
    }

    private String say(String text) {
        Map<String, Object> arguments = text == null ? Map.of() : Map.of("text", text);
        return (String) Processors.createProcess(run)
                .execute(arguments, new NullProgressListener())
                .get("result");
    }

    private static String models() {
        return Server.process("Models")
                .execute(Map.of(), new NullProgressListener())
                .get("models")
                .toString();
    }

    /** Copies a model's jar under another version, both of the bundle and of the model. */
    private static void copyAs(Path jar, Path copy, String version) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceFirst("(?m)^Bundle-Version: \\S+", "Bundle-Version: " + version)
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
    }
}
