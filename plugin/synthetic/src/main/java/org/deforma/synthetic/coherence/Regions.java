package org.deforma.synthetic.coherence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deforma.synthetic.coherence.Sensing.PairNetwork;

/**
 * The named regions. Their names say which parts of the world have years like these; nothing is fitted to data from
 * there.
 *
 * <p>Levels follow what is reported for C band: built-up 0.4 to 0.9 over years, bare ground 0.5 to 0.95 that decays
 * over hundreds of days, evergreen forest 0.15 to 0.4 after 6 to 12 days, grassland with decay times of 10 to 40 days,
 * fields coherent between tillage and growth.
 */
final class Regions {
    private static final Range NONE = Range.of(0, 0);

    static final List<Region> TRAINING = List.of(
            new Region(
                    "Central Europe",
                    new Climate(
                            0,
                            days(95, 125),
                            days(270, 305),
                            days(330, 440),
                            Range.of(0.05, 0.5),
                            days(120, 240),
                            Range.of(0.2, 0.5),
                            Range.of(0.15, 0.4),
                            Range.of(2, 10),
                            Range.of(2, 10)),
                    levels(1, 1),
                    List.of(crop(265, 295, 195, 225), crop(80, 105, 205, 230), crop(110, 135, 260, 300)),
                    Range.of(0, 5),
                    sensing(List.of(6, 12), Range.of(15, 60), List.of(PairNetwork.values()))),
            new Region(
                    "Mediterranean",
                    new Climate(
                            0,
                            days(55, 100),
                            days(290, 335),
                            days(350, 420),
                            Range.of(0, 0.1),
                            days(270, 450),
                            Range.of(0.15, 0.4),
                            Range.of(0.01, 0.12),
                            Range.of(1, 8),
                            Range.of(2, 10)),
                    levels(1.4, 1.15),
                    List.of(crop(290, 335, 155, 185), crop(95, 130, 235, 280)),
                    Range.of(0, 2),
                    sensing(List.of(6, 12), Range.of(10, 45), List.of(PairNetwork.values()))),
            new Region(
                    "Great Plains",
                    new Climate(
                            0,
                            days(105, 135),
                            days(260, 295),
                            days(320, 455),
                            Range.of(0.1, 0.6),
                            days(110, 210),
                            Range.of(0.2, 0.45),
                            Range.of(0.08, 0.25),
                            Range.of(4, 16),
                            Range.of(2, 12)),
                    levels(1.1, 0.95),
                    List.of(crop(110, 140, 265, 305), crop(250, 285, 175, 200)),
                    Range.of(0, 3),
                    sensing(List.of(12, 12, 24), Range.of(20, 80), List.of(PairNetwork.values()))),
            new Region(
                    "Boreal North",
                    new Climate(
                            0,
                            days(125, 155),
                            days(245, 275),
                            days(295, 490),
                            Range.of(0.4, 0.9),
                            days(170, 290),
                            Range.of(0.25, 0.5),
                            Range.of(0.15, 0.35),
                            Range.of(2, 10),
                            Range.of(2, 8)),
                    levels(0.9, 0.9),
                    List.of(crop(120, 145, 235, 270), crop(235, 255, 200, 220)),
                    Range.of(0, 3),
                    sensing(List.of(6, 12), Range.of(12, 50), List.of(PairNetwork.NEXT, PairNetwork.RANDOM))),
            new Region(
                    "Monsoon Asia",
                    new Climate(
                            0,
                            days(60, 120),
                            days(300, 350),
                            days(360, 400),
                            Range.of(0, 0.05),
                            days(150, 280),
                            Range.of(0.4, 0.75),
                            Range.of(0.05, 0.25),
                            Range.of(3, 15),
                            Range.of(2, 12)),
                    levels(0.75, 0.85),
                    List.of(paddy(140, 180, 270, 310), paddy(75, 100, 180, 205), crop(300, 335, 110, 150)),
                    Range.of(0, 2),
                    sensing(List.of(12, 12, 24), Range.of(15, 70), List.of(PairNetwork.values()))),
            new Region(
                    "Semi-arid South",
                    new Climate(
                            182,
                            days(60, 130),
                            days(200, 290),
                            days(0, 60),
                            NONE,
                            days(100, 220),
                            Range.of(0.1, 0.35),
                            Range.of(0.01, 0.06),
                            Range.of(2, 18),
                            Range.of(2, 15)),
                    levels(1.9, 1.35),
                    List.of(crop(90, 140, 230, 290), crop(280, 320, 130, 165)),
                    Range.of(0, 1),
                    sensing(List.of(12, 12, 24), Range.of(12, 60), List.of(PairNetwork.values()))));

    static final List<Region> VALIDATION = List.of(
            new Region(
                    "Atlantic Coast",
                    new Climate(
                            0,
                            days(80, 115),
                            days(285, 320),
                            days(345, 425),
                            Range.of(0, 0.2),
                            days(260, 430),
                            Range.of(0.35, 0.65),
                            Range.of(0.2, 0.45),
                            Range.of(6, 18),
                            Range.of(2, 10)),
                    levels(0.85, 0.95),
                    List.of(crop(270, 305, 205, 240), crop(75, 110, 215, 250), crop(115, 140, 265, 310)),
                    Range.of(0, 6),
                    sensing(List.of(6, 12), Range.of(18, 65), List.of(PairNetwork.values()))),
            new Region(
                    "Continental Steppe",
                    new Climate(
                            0,
                            days(100, 140),
                            days(240, 290),
                            days(310, 460),
                            Range.of(0.2, 0.7),
                            days(160, 240),
                            Range.of(0.15, 0.35),
                            Range.of(0.04, 0.15),
                            Range.of(4, 18),
                            Range.of(2, 14)),
                    levels(1.5, 1.2),
                    List.of(crop(115, 145, 230, 265), crop(245, 275, 190, 215)),
                    Range.of(0, 1),
                    sensing(List.of(12, 12, 24), Range.of(15, 55), List.of(PairNetwork.values()))));

    static final List<Region> HELD_OUT = List.of(
            new Region(
                    "Pampas",
                    new Climate(
                            182,
                            days(70, 110),
                            days(280, 325),
                            days(0, 60),
                            NONE,
                            days(90, 270),
                            Range.of(0.2, 0.4),
                            Range.of(0.1, 0.25),
                            Range.of(5, 20),
                            Range.of(2, 10)),
                    levels(1.05, 1.05),
                    List.of(crop(110, 160, 280, 320), crop(320, 350, 155, 175), crop(75, 100, 225, 260)),
                    Range.of(0, 2),
                    sensing(List.of(12), Range.of(18, 90), List.of(PairNetwork.values()))),
            new Region(
                    "South-east Australia",
                    new Climate(
                            182,
                            days(45, 95),
                            days(300, 345),
                            days(340, 420),
                            Range.of(0, 0.15),
                            days(300, 450),
                            Range.of(0.2, 0.45),
                            Range.of(0.08, 0.25),
                            Range.of(3, 14),
                            Range.of(2, 12)),
                    levels(1.5, 1.1),
                    List.of(crop(300, 340, 145, 180), crop(90, 130, 240, 285)),
                    Range.of(0, 2),
                    sensing(List.of(12), Range.of(10, 40), List.of(PairNetwork.values()))),
            new Region(
                    "Snowy Islands",
                    new Climate(
                            0,
                            days(90, 125),
                            days(290, 325),
                            days(340, 455),
                            Range.of(0.25, 0.8),
                            days(150, 275),
                            Range.of(0.35, 0.6),
                            Range.of(0.2, 0.45),
                            Range.of(4, 14),
                            Range.of(2, 12)),
                    levels(0.85, 0.95),
                    List.of(paddy(125, 160, 255, 290), crop(270, 305, 160, 195)),
                    Range.of(0, 4),
                    sensing(List.of(12, 24), Range.of(20, 100), List.of(PairNetwork.values()))));

    private Regions() {}

    private static Range days(double low, double high) {
        return Range.of(low, high);
    }

    /** A crop by its days of sowing and harvest; a harvest before the sowing is that of the next year. */
    private static Crop crop(double sowLow, double sowHigh, double harvestLow, double harvestHigh) {
        double next = harvestLow < sowLow ? Climate.YEAR : 0;
        return new Crop(days(sowLow, sowHigh), days(harvestLow + next, harvestHigh + next), false);
    }

    private static Crop paddy(double sowLow, double sowHigh, double harvestLow, double harvestHigh) {
        return new Crop(days(sowLow, sowHigh), days(harvestLow, harvestHigh), true);
    }

    private static Sensing sensing(List<Integer> intervals, Range looks, List<PairNetwork> networks) {
        return new Sensing(
                intervals,
                Range.of(100, 480),
                Range.of(0, 0.3),
                networks,
                Range.of(0, 0.3),
                Range.of(0, 0.05),
                looks,
                0.35,
                Range.of(0.55, 0.95));
    }

    /** The common levels where decay takes {@code lasting} times as long and {@code stable} times as much stays. */
    private static Map<GroundCover, CoverLevels> levels(double lasting, double stable) {
        Map<GroundCover, CoverLevels> levels = new EnumMap<>(GroundCover.class);
        levels.put(
                GroundCover.BUILT_UP,
                new CoverLevels(
                        Range.of(0.35, 0.85),
                        Range.of(0.05, 0.3),
                        Range.of(20, 250),
                        Range.of(0, 0.15),
                        Range.of(1, 1.5),
                        Range.of(0.05, 0.25),
                        Range.of(0.1, 0.6),
                        Range.of(11, 25)));
        levels.put(
                GroundCover.BARE_GROUND,
                new CoverLevels(
                        Range.of(0.1, 0.65),
                        Range.of(0.25, 0.75),
                        Range.of(60, 500),
                        Range.of(0, 0.2),
                        Range.of(1, 1.5),
                        Range.of(0.1, 0.5),
                        Range.of(0.5, 1),
                        Range.of(4, 18)));
        levels.put(
                GroundCover.GRASSLAND,
                new CoverLevels(
                        Range.of(0.02, 0.22),
                        Range.of(0.3, 0.65),
                        Range.of(12, 45),
                        Range.of(0.15, 0.65),
                        Range.of(1.5, 4),
                        Range.of(0.1, 0.45),
                        Range.of(0.5, 1),
                        Range.of(6, 14)));
        levels.put(
                GroundCover.CROPLAND,
                new CoverLevels(
                        Range.of(0.1, 0.35),
                        Range.of(0.4, 0.75),
                        Range.of(25, 100),
                        Range.of(0.6, 0.97),
                        Range.of(3, 10),
                        Range.of(0.15, 0.55),
                        Range.of(0.5, 1),
                        Range.of(6, 15)));
        levels.put(
                GroundCover.DECIDUOUS_FOREST,
                new CoverLevels(
                        Range.of(0.12, 0.4),
                        Range.of(0.1, 0.35),
                        Range.of(8, 50),
                        Range.of(0.55, 0.92),
                        Range.of(2, 8),
                        Range.of(0.05, 0.25),
                        Range.of(0.2, 0.7),
                        Range.of(9, 16)));
        levels.put(
                GroundCover.EVERGREEN_FOREST,
                new CoverLevels(
                        Range.of(0.03, 0.15),
                        Range.of(0.12, 0.4),
                        Range.of(6, 45),
                        Range.of(0, 0.35),
                        Range.of(1, 2.5),
                        Range.of(0.05, 0.3),
                        Range.of(0.2, 0.7),
                        Range.of(9, 16)));
        levels.replaceAll((cover, common) -> common.lasting(lasting, cover == GroundCover.BUILT_UP ? 1 : stable));
        return levels;
    }
}
