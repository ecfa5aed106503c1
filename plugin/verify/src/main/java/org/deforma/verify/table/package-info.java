/**
 * The table of checks: how each went, and the summary.
 *
 * <p>Belongs here: running and printing. Does not belong here: what is checked.
 */
package org.deforma.verify.table;
