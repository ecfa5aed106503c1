/** To be said. */
package org.deforma.displacement;
