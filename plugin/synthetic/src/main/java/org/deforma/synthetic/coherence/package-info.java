/**
 * InSAR coherence with known truth, for the demo, for tests and for training: what each cover of the ground does to
 * the coherence of every pair of dates, and what an estimate from a few looks makes of it.
 *
 * <p>The physics is that of Zebker and Villasenor (1992, doi:10.1109/36.175330), Rocca (2007,
 * doi:10.1109/TGRS.2007.902286) and Parizzi, Cong and Eineder (2009): a part of the signal stays, a part decays, a
 * part is lost from one date to the next. {@link org.deforma.synthetic.coherence.CoherenceSimulator} has the formula.
 * The numbers in {@link org.deforma.synthetic.coherence.Region} stand for Sentinel-1 (C band, VV) and are wide; they
 * are not fitted to any stack.
 *
 * <p>Not modelled: spatial baselines and topography (the orbital tube of Sentinel-1 is narrow), gradients of the
 * phase inside the window of the estimate, and the correlation of neighbouring estimates whose windows overlap.
 *
 * <p>What does not belong here: files, networks and their input, anything that classifies.
 */
package org.deforma.synthetic.coherence;
