package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJarTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String PLAIN =
            "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: m\r\nBundle-Version: 1.0.0\r\n";

    @TempDir
    Path folder;

    private Map<String, byte[]> plain() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, bytes(PLAIN + "\r\n"));
        entries.put("model.onnx", new byte[] {1});
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private IllegalArgumentException refusal(Map<String, byte[]> entries) throws IOException {
        Path jar = TestModels.jar(folder.resolve("m.jar"), entries);
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> open(jar));
        assertTrue(refusal.getMessage().startsWith("m.jar "), refusal.getMessage());
        return refusal;
    }

    private static void open(Path jar) throws IOException {
        ModelJar.open(jar.getFileName().toString(), jar).close();
    }

    @Test
    void acceptsData() throws Exception {
        Map<String, byte[]> entries = plain();
        entries.put("META-INF/maven/g/a/pom.xml", new byte[0]);
        entries.put("check/", new byte[0]);
        entries.put("card.md", new byte[0]);
        entries.put(
                MANIFEST,
                bytes(
                        PLAIN.replace("Name: m", "Name: m;singleton:=true")
                                + "Created-By: Maven\r\nRequire-Capability: osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"\r\n\r\n"));
        try (ModelJar jar = ModelJar.open("m.jar", TestModels.jar(folder.resolve("m.jar"), entries))) {
            assertEquals("m", jar.manifest().symbolicName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "a/../../evil.txt",
                "/etc/passwd",
                "..\\evil.txt",
                "C:evil.txt",
                "Evil.class",
                "lib/evil.jar",
                "native/libevil.so",
                "native/libevil.so.1.2",
                "evil.DLL",
                "OSGI-INF/evil.xml",
                "osgi-inf/blueprint/evil.xml",
                "META-INF/services/java.lang.Runnable",
                "META-INF/versions/9/x",
                "META-INF/persistence.xml",
                "new\nline"
            })
    void refusesEntry(String name) throws Exception {
        Map<String, byte[]> entries = plain();
        entries.put(name, new byte[] {1});
        refusal(entries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bundle-Activator: p.Evil",
                "Bundle-ClassPath: .,x",
                "Bundle-NativeCode: x.so",
                "Bundle-ActivationPolicy: lazy",
                "Bundle-RequiredExecutionEnvironment: x",
                "Import-Package: java.lang",
                "DynamicImport-Package: *",
                "Export-Package: p",
                "Require-Bundle: system.bundle",
                "Require-Capability: osgi.extender",
                "Require-Capability: osgi.ee;filter:=\"(a=b)\",osgi.extender",
                "Provide-Capability: osgi.service",
                "Fragment-Host: org.deforma.inference",
                "ExtensionBundle-Activator: p.Evil",
                "Service-Component: OSGI-INF/x.xml",
                "Class-Path: other.jar",
                "Main-Class: p.Evil",
                "Launcher-Agent-Class: p.Evil",
                "Multi-Release: true",
                "bundle-activator: p.Evil",
                "Bundle-Version: 2.0.0"
            })
    void refusesHeader(String header) throws Exception {
        Map<String, byte[]> entries = plain();
        entries.put(MANIFEST, bytes(PLAIN + header + "\r\n\r\n"));
        String message = refusal(entries).getMessage();
        assertTrue(message.contains("header " + header.substring(0, header.indexOf(':'))), message);
    }

    @Test
    void refusesIncompleteManifests() throws Exception {
        Map<String, byte[]> entries = plain();
        for (String header :
                new String[] {"Bundle-ManifestVersion: 2", "Bundle-SymbolicName: m", "Bundle-Version: 1.0.0"}) {
            entries.put(MANIFEST, bytes(PLAIN.replace(header + "\r\n", "") + "\r\n"));
            assertTrue(refusal(entries).getMessage().contains("must have the manifest headers"));
        }
        entries.put(MANIFEST, bytes(PLAIN.replace("1.0.0", "one") + "\r\n"));
        assertTrue(refusal(entries).getMessage().contains("such as 1.2.0, has 'one'"));
        entries.put(MANIFEST, bytes(PLAIN.replace("Name: m", "Name: m;fragment-attachment:=never") + "\r\n"));
        assertTrue(refusal(entries).getMessage().contains("plain Bundle-SymbolicName"));
        entries.put(MANIFEST, bytes("no manifest"));
        refusal(entries);
        entries.put(MANIFEST, bytes(PLAIN + "X-Long: " + "x".repeat(70_000)));
        assertTrue(refusal(entries).getMessage().contains("more than 65536 bytes"));
        entries.remove(MANIFEST);
        assertTrue(refusal(entries).getMessage().contains("has no manifest"));
    }

    @Test
    void refusesWhatIsNoModel() throws Exception {
        Map<String, byte[]> entries = plain();
        entries.remove("model.onnx");
        assertTrue(refusal(entries).getMessage().contains("has no model.onnx"));
        Path text = Files.writeString(folder.resolve("text.jar"), "this is a text, and no jar at all");
        assertThrows(IllegalArgumentException.class, () -> open(text));
        assertThrows(IllegalArgumentException.class, () -> ModelJar.hasModel(text));
    }

    @Test
    void refusesNamesThatDifferInCaseOnly() throws Exception {
        Map<String, byte[]> entries = plain();
        entries.put("MODEL.onnx", new byte[] {2});
        assertTrue(refusal(entries).getMessage().contains("twice"));
    }

    /** Java writes no name twice, so one of the same length is patched. */
    @Test
    void refusesTheSameNameTwice() throws Exception {
        Map<String, byte[]> entries = plain();
        entries.put("model.onny", new byte[] {2});
        Path jar = TestModels.jar(folder.resolve("m.jar"), entries);
        String patched = new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1).replace("onny", "onnx");
        Files.write(jar, patched.getBytes(StandardCharsets.ISO_8859_1));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> open(jar));
        assertTrue(refusal.getMessage().contains("'model.onnx' twice"), refusal.getMessage());
    }

    @Test
    void refusesManyEntries() throws Exception {
        Map<String, byte[]> entries = plain();
        for (int i = 0; i < 250; i++) {
            entries.put("picture" + i + ".png", new byte[0]);
        }
        assertTrue(refusal(entries).getMessage().contains("at most 200 entries"));
    }

    /** 700 MB of zeros in 700 KB: refused while it is counted, in a few kilobytes of memory. */
    @Test
    void refusesABomb() throws Exception {
        Path jar = folder.resolve("m.jar");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(bytes(PLAIN + "\r\n"));
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("model.onnx"));
            for (int i = 0; i < 700; i++) {
                zip.write(zeros);
            }
        }
        assertTrue(Files.size(jar) < 8 << 20, "small on disk: " + Files.size(jar));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> open(jar));
        assertEquals("m.jar unpacks to more than 640 MB", refusal.getMessage());
    }

    @Test
    void everyCutIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(TestModels.jar(folder.resolve("m.jar"), plain()));
        Path cut = folder.resolve("cut.jar");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(IllegalArgumentException.class, () -> open(cut), "cut at " + length);
        }
    }

    @Test
    void everyFlippedBitIsRefusedOrHarmless() throws Exception {
        byte[] whole = Files.readAllBytes(TestModels.jar(folder.resolve("m.jar"), plain()));
        Path noisy = folder.resolve("noisy.jar");
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= (byte) (1 << i % 8);
            Files.write(noisy, bytes);
            try {
                open(noisy);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > whole.length / 4, refused + " of " + whole.length);
    }
}
