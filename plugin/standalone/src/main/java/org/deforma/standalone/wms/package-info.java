/**
 * WMS 1.1.1 and 1.3.0 of the layers: pictures, values, legends. Where the pixels come from is the business of layers.
 */
package org.deforma.standalone.wms;
