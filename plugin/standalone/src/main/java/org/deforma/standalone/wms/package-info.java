/**
 * WMS 1.1.1 and 1.3.0 of the layers: pictures, values, legends.
 *
 * <p>Belongs here: requests, documents, errors. Does not belong here: how pixels are drawn ({@code draw}), what styles say
 * ({@code style}), where pixels come from (package {@code layers}).
 */
package org.deforma.standalone.wms;
