package org.deforma.synthetic.coherence;

/**
 * How a cover of the ground keeps and loses coherence, as ranges from place to place.
 *
 * @param stable share of the signal that stays coherent over the whole stack, 0..1, before all losses below
 * @param decaying share of the signal that decays, 0..1; what both shares leave of 1 is lost from each date to the next
 * @param tau time in which the decaying part falls to 1/e while nothing grows [days]
 * @param growthLoss share of the coherence lost while fully grown or in leaf, 0..1
 * @param growthRate factor by which the decay is faster then, 1 or more
 * @param moisture sensitivity to the wetness of the ground s: a difference d of the wetness (about 1 from a dry to a
 *     rainy day) leaves exp(-(s d)^2 / 2)
 * @param snowLoss share of the coherence lost under wet snow, 0..1; dry snow takes less
 * @param snr signal to thermal noise [dB]
 */
public record CoverLevels(
        Range stable,
        Range decaying,
        Range tau,
        Range growthLoss,
        Range growthRate,
        Range moisture,
        Range snowLoss,
        Range snr) {
    /** Checks the limits. */
    public CoverLevels {
        stable.check("stable share", 0, 1, "");
        decaying.check("decaying share", 0, 1, "");
        tau.check("decay time", 0.1, 1e5, " days");
        growthLoss.check("loss of coherence in leaf", 0, 1, "");
        growthRate.check("rate of decay in leaf", 1, 100, "");
        moisture.check("sensitivity to moisture", 0, 5, "");
        snowLoss.check("loss of coherence under snow", 0, 1, "");
        snr.check("signal to noise", -10, 60, " dB");
    }

    /** The same cover where decay takes {@code factor} times as long and {@code stableFactor} times as much stays. */
    public CoverLevels lasting(double factor, double stableFactor) {
        return new CoverLevels(
                new Range(Math.min(1, stable.low() * stableFactor), Math.min(1, stable.high() * stableFactor)),
                decaying,
                tau.times(factor),
                growthLoss,
                growthRate,
                moisture,
                snowLoss,
                snr);
    }
}
