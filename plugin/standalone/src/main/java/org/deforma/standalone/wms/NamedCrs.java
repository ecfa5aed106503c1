package org.deforma.standalone.wms;

import java.util.Locale;
import org.deforma.standalone.wms.WmsException.Code;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A coordinate reference system as requests name it.
 *
 * @param code as it was asked for, such as {@code EPSG:4326} or {@code CRS:84}
 * @param crs x (east or longitude) first, always
 * @param yFirst whether the database has north or latitude first, which is how WMS 1.3.0 writes boxes
 */
record NamedCrs(String code, CoordinateReferenceSystem crs, boolean yFirst) {
    /** @throws WmsException for a code that is not known, or is not one of maps */
    static NamedCrs of(String code) {
        String name = code.toUpperCase(Locale.ROOT);
        if (name.equals("CRS:84")) {
            return new NamedCrs(name, DefaultGeographicCRS.WGS84, false);
        }
        if (!name.matches("EPSG:[0-9]{1,9}")) {
            throw unknown(code);
        }
        try {
            CoordinateReferenceSystem crs = CRS.decode(name, true);
            if (crs.getCoordinateSystem().getDimension() == 2) {
                return new NamedCrs(name, crs, isYFirst(name));
            }
        } catch (FactoryException | LinkageError e) {
            // Told below; GeoTools needs a library for some projections that is not among those of this host.
        }
        throw unknown(code);
    }

    private static boolean isYFirst(String name) throws FactoryException {
        return CRS.getAxisOrder(CRS.decode(name, false)) == CRS.AxisOrder.NORTH_EAST;
    }

    private static WmsException unknown(String code) {
        return new WmsException(
                Code.InvalidCRS,
                "there is no coordinate reference system '" + Parameters.shown(code)
                        + "' for maps; ask for one such as EPSG:3857 or CRS:84");
    }
}
