/** Training of the networks that Deforma ships, from data that it makes itself. */
package org.deforma.training;
