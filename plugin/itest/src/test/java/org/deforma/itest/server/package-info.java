/** Tests of {@code deforma serve} from outside: over HTTP, with other people's clients, in a browser. */
package org.deforma.itest.server;
