package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The list of native functions with parameters that are called, which {@code install} compares with those of the GDAL that is there: Java binds
 * them by name alone, whatever their parameters are.
 */
class NativesTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.deforma.raster.gdal", "org.gdal");

    @Test
    void theListHoldsWhatIsCalled() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("natives.txt"));
        assertEquals(String.join("\n", called()), String.join("\n", listed), "natives.txt");
    }

    private Set<String> called() {
        Deque<JavaCodeUnit> open = new ArrayDeque<>();
        for (JavaClass each : classes) {
            if (each.getPackageName().equals("org.deforma.raster.gdal")) {
                open.addAll(each.getCodeUnits());
            }
        }
        Set<String> natives = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (unit.getModifiers().contains(JavaModifier.NATIVE)
                    && !unit.getRawParameterTypes().isEmpty()) {
                natives.add(text(unit));
            }
            unit.getCallsFromSelf().stream()
                    .flatMap(call -> call.getTarget().resolveMember().stream())
                    .filter(target -> target.getOwner().getPackageName().startsWith("org.gdal"))
                    .forEach(target -> add(target, seen, open));
            // What is used of a class runs its initialiser.
            unit.getAccessesFromSelf().stream()
                    .map(access -> access.getTargetOwner())
                    .filter(owner -> owner.getPackageName().startsWith("org.gdal"))
                    .flatMap(owner -> owner.getStaticInitializer().stream())
                    .forEach(target -> add(target, seen, open));
        }
        return natives;
    }

    private static void add(JavaCodeUnit unit, Set<JavaCodeUnit> seen, Deque<JavaCodeUnit> open) {
        if (seen.add(unit)) {
            open.add(unit);
        }
    }

    /** As {@code install} writes them. */
    private static String text(JavaCodeUnit unit) {
        return unit.getRawReturnType().getSimpleName() + " " + unit.getName()
                + unit.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
