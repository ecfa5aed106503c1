/** To be said. */
package org.deforma.synthetic;
