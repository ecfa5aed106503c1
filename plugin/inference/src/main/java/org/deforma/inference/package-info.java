/** Neural networks: the bundle that knows the inference engine. */
package org.deforma.inference;
