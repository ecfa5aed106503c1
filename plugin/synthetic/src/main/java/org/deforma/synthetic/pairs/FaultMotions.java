package org.deforma.synthetic.pairs;

import java.util.List;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.pairs.FaultSlip.Extent;
import org.deforma.synthetic.pairs.FaultSlip.Ramp;

/**
 * Faults of free form: straight or bent, with ends or without, of any direction of slip (along strike as strike slip;
 * across as opening or thrust seen from above), jumping in 60 per cent.
 */
final class FaultMotions {
    private FaultMotions() {}

    /** How one fault moves: everything but where it lies. */
    private record Style(double azimuth, double step, double share, Ramp ramp, double width, double decay) {
        static Style draw(Draws draws, int size) {
            return new Style(
                    draws.between(0.0, 360),
                    SmoothMotions.step(draws),
                    draws.chance(0.6) ? 0.5 : draws.any(List.of(0.0, 0.25, 1.0)),
                    draws.chance(0.5) ? Ramp.LINEAR : Ramp.ATAN,
                    draws.chance(0.6) ? 0 : draws.logBetween(1, 20),
                    draws.chance(0.6) ? Double.POSITIVE_INFINITY : size * draws.logBetween(0.2, 2));
        }

        FaultSlip on(FaultLine line, double direction, double part, Extent extent) {
            double angle = Math.toRadians(direction);
            double slip = part * step;
            return new FaultSlip(
                    line, slip * Math.sin(angle), -slip * Math.cos(angle), share, extent, ramp, width, decay);
        }
    }

    static Motion draw(MotionKind kind, Draws draws, int size) {
        Style style = Style.draw(draws, size);
        // Along strike, to either side, or anywhere.
        double direction = draws.chance(0.6) ? style.azimuth + (draws.chance(0.5) ? 0 : 180) : draws.between(0.0, 360);
        double x = size * draws.between(0.25, 0.75);
        double y = size * draws.between(0.25, 0.75);
        DisplacementField field =
                switch (kind) {
                    case FAULT ->
                        style.on(FaultLine.draw(draws, size, x, y, style.azimuth), direction, 1, extent(draws, size));
                    case BRANCH -> branched(draws, size, style, direction, x, y);
                    case EN_ECHELON -> enEchelon(draws, size, style, direction, x, y);
                    case PARALLEL -> parallel(draws, size, style, direction, x, y);
                    default -> throw new IllegalArgumentException("no faults in " + kind);
                };
        return new Motion(kind, style.step, style.width, field);
    }

    /** Half of the faults cross the whole image, the others end in it at one end or both. */
    private static Extent extent(Draws draws, int size) {
        return draws.chance(0.5)
                ? Extent.ENDLESS
                : new Extent(size * draws.between(-0.4, 0.4), size * draws.logBetween(0.15, 0.8));
    }

    /** The wedge between the first fault and the branch moves in addition, so that the slip changes at the fork. */
    private static DisplacementField branched(
            Draws draws, int size, Style style, double direction, double x, double y) {
        FaultLine main = FaultLine.draw(draws, size, x, y, style.azimuth);
        double[] fork = main.point(size * draws.between(-0.15, 0.15));
        int side = draws.chance(0.5) ? 1 : -1;
        double turn = side * draws.between(15, 70);
        FaultLine second = FaultLine.straight(fork[0], fork[1], style.azimuth + turn);
        double part = draws.between(0.3, 1);
        double angle = Math.toRadians(direction + (draws.chance(0.7) ? turn : draws.between(0.0, 360)));
        double slipX = part * style.step * Math.sin(angle);
        double slipY = -part * style.step * Math.cos(angle);
        DisplacementField wedge = (px, py) -> {
            double inside = style.ramp.at(side * main.across(px, py), style.width)
                    * style.ramp.at(-side * second.across(px, py), style.width);
            return new DisplacementField.Vector(inside * slipX, inside * slipY);
        };
        return style.on(main, direction, 1, Extent.ENDLESS).plus(wedge);
    }

    private static DisplacementField enEchelon(
            Draws draws, int size, Style style, double direction, double x, double y) {
        int n = draws.between(2, 4);
        double half = size * draws.between(0.12, 0.3);
        double gap = 2 * half * draws.between(0.6, 1.05);
        double aside = size * draws.between(0.02, 0.12) * (draws.chance(0.5) ? 1 : -1);
        double turn = draws.between(-25.0, 25);
        double alongX = Math.sin(Math.toRadians(style.azimuth));
        double alongY = -Math.cos(Math.toRadians(style.azimuth));
        DisplacementField sum = null;
        for (int i = 0; i < n; i++) {
            double u = (i - (n - 1) / 2.0) * gap;
            double v = (i - (n - 1) / 2.0) * aside;
            FaultLine line =
                    FaultLine.straight(x + u * alongX - v * alongY, y + u * alongY + v * alongX, style.azimuth + turn);
            FaultSlip slip = style.on(line, direction + turn, draws.between(0.6, 1), new Extent(0, half));
            sum = sum == null ? slip : sum.plus(slip);
        }
        return sum;
    }

    private static DisplacementField parallel(
            Draws draws, int size, Style style, double direction, double x, double y) {
        double apart = size * draws.logBetween(0.05, 0.4);
        double angle = Math.toRadians(style.azimuth);
        FaultLine first = FaultLine.draw(draws, size, x, y, style.azimuth);
        FaultLine second =
                FaultLine.draw(draws, size, x + apart * Math.cos(angle), y + apart * Math.sin(angle), style.azimuth);
        double part = draws.between(0.3, 1) * (draws.chance(0.7) ? 1 : -1);
        return style.on(first, direction, 1, extent(draws, size))
                .plus(style.on(second, direction, part, extent(draws, size)));
    }
}
