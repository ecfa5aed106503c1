/**
 * Runs of tools: a bounded queue, and records on disk that outlive the process. Knows no protocol.
 */
package org.deforma.standalone.jobs;
