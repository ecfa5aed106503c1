package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionTest {
    @Test
    void regionsToJudgeByAreOthersThanThoseToTrainOn() {
        for (Region held : Stream.concat(Region.heldOut().stream(), Region.validation().stream())
                .toList()) {
            for (Region trained : Region.training()) {
                assertNotEquals(trained.name(), held.name());
                assertNotEquals(trained.climate(), held.climate());
                assertNotEquals(trained.crops(), held.crops());
                assertNotEquals(trained.levels(), held.levels());
                assertNotEquals(trained.sensing().looks(), held.sensing().looks());
            }
        }
        long south = Region.heldOut().stream()
                .filter(region -> region.climate().seasonShift() > 150)
                .count();
        assertTrue(south >= 2, "most of the held-out regions lie in the south, " + south);
    }

    @Test
    void levelsOfDifferentCoversOverlap() {
        Map<GroundCover, CoverLevels> levels = Region.training().get(0).levels();
        Range built = levels.get(GroundCover.BUILT_UP).stable();
        Range bare = levels.get(GroundCover.BARE_GROUND).stable();
        assertTrue(bare.high() > built.low() && built.high() > bare.low());
        Range grass = levels.get(GroundCover.GRASSLAND).tau();
        Range evergreen = levels.get(GroundCover.EVERGREEN_FOREST).tau();
        assertTrue(evergreen.high() > grass.low() && grass.high() > evergreen.low());
    }

    @Test
    void aRegionWithoutLevelsForACoverIsRefused() {
        Region region = Region.training().get(0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Region("x", region.climate(), Map.of(), region.crops(), region.mowings(), region.sensing()));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new Crop(Range.of(100, 120), Range.of(130, 200), false));
        assertEquals("day of harvest must be 160.0..465.0, was 130.0..200.0", e.getMessage());
    }

    @Test
    void coversHaveTheirOwnKeysValuesAndColours() {
        Set<String> seen = new HashSet<>();
        for (GroundCover cover : GroundCover.values()) {
            assertTrue(cover.key().matches("[a-z_]+") && seen.add(cover.key()));
            assertTrue(cover.colour().matches("#[0-9A-F]{6}") && seen.add(cover.colour()));
            assertTrue(seen.add(cover.title()) && seen.add(cover.description()));
        }
        assertEquals(1, GroundCover.BUILT_UP.value());
        assertEquals(8, GroundCover.CHANGED.value());
        assertEquals(List.of(GroundCover.values()).size(), 8);
    }
}
