/**
 * The map styles of the products.
 *
 * <p>Belongs here: the styles of the folder {@code styles} at the top, and how they are fitted to a result. Does not
 * belong here: anything that reads pixels, and the styles that models bring.
 */
package org.deforma.styles;
