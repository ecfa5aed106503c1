/**
 * Pairs of images with known motion to train a network on and to judge it by: {@link
 * org.deforma.synthetic.pairs.TrainingPair} draws everything at random, as varied as real images are; {@link
 * org.deforma.synthetic.pairs.FaultScenario} is one straight fault with everything given, {@link
 * org.deforma.synthetic.pairs.StepProfile} and {@link org.deforma.synthetic.pairs.StillErrors} say what an estimate
 * makes of it.
 *
 * <p>Lengths are in pixels of the images, displacements to the right and down.
 */
package org.deforma.synthetic.pairs;
