/**
 * The tool {@code deforma:ClassifyCoherence}: joins stack, matrix and network.
 *
 * <p>Belongs here: the service, memory and tiles, the report. Does not belong here: arithmetic on matrices, dates in names.
 */
package org.deforma.insar.internal;
