/** To be said. */
package org.deforma.standalone;
