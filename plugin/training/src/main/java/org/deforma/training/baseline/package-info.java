/**
 * Classifiers that the network is compared with: support vector machines and a random forest, by libraries that others
 * maintain, over features of the same matrices.
 *
 * <p>Belongs here: what is needed to give them their best chance. Does not belong here: anything that is shipped.
 */
package org.deforma.training.baseline;
