/** To be said. */
package org.deforma.processes;
