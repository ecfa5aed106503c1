/**
 * Runs of tools: a bounded queue, a time limit, and records on disk that outlive the process.
 *
 * <p>Belongs here: when something runs, how far it is, how it ended. Does not belong here: what it does, and how a
 * client asks for it; no protocol is known.
 */
package org.deforma.standalone.jobs;
