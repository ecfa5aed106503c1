/**
 * The command line: parses what the user typed, runs a process and says how it went.
 *
 * <p>Belongs here: commands, arguments, messages, exit codes, progress. Does not belong here: any tool; tools come as
 * {@code org.geotools.process.ProcessFactory} services from the bundles, and no class of a bundle is named here.
 */
package org.deforma.standalone;
