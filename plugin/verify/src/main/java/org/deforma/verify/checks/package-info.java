/**
 * What is checked: one class for each group of checks, in the order of the table.
 *
 * <p>Belongs here: what users were promised, as requests and as what must come back. Does not belong here: how requests
 * are made.
 */
package org.deforma.verify.checks;
