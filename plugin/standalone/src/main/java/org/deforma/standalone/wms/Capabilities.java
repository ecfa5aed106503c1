package org.deforma.standalone.wms;

import java.awt.Dimension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.style.RasterStyle;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Writes what GetCapabilities answers. */
final class Capabilities {
    private static final String TITLE = "Deforma";
    private static final String ABSTRACT = "Maps of ground deformation and ground cover, made from satellite images";

    private final Version version;
    private final String address;
    private final WmsLimits limits;
    private final Xml xml = new Xml();

    private Capabilities(Version version, String address, WmsLimits limits) {
        this.version = version;
        this.address = address;
        this.limits = limits;
    }

    /** @param address of this service, without query */
    static Answer answer(Version version, String address, WmsLimits limits, List<Layer> layers) {
        String type = version == Version.V130 ? "text/xml" : "application/vnd.ogc.wms_xml";
        return Answer.text(type, new Capabilities(version, address, limits).write(layers));
    }

    private String write(List<Layer> layers) {
        if (version == Version.V130) {
            xml.open(
                    "WMS_Capabilities",
                    "version",
                    "1.3.0",
                    "xmlns",
                    "http://www.opengis.net/wms",
                    "xmlns:sld",
                    "http://www.opengis.net/sld",
                    "xmlns:xlink",
                    "http://www.w3.org/1999/xlink",
                    "xmlns:xsi",
                    "http://www.w3.org/2001/XMLSchema-instance",
                    "xsi:schemaLocation",
                    "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd"
                            + " http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd");
        } else {
            xml.type("WMT_MS_Capabilities", "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd");
            xml.open("WMT_MS_Capabilities", "version", "1.1.1");
        }
        service();
        xml.open("Capability");
        requests();
        exceptions();
        xml.open("Layer").text("Title", TITLE).text("Abstract", ABSTRACT);
        layers.forEach(this::layer);
        return xml.close().close().close().toString();
    }

    private void service() {
        xml.open("Service")
                .text("Name", version == Version.V130 ? "WMS" : "OGC:WMS")
                .text("Title", TITLE)
                .text("Abstract", ABSTRACT);
        online(address);
        xml.text("Fees", "none").text("AccessConstraints", "none");
        if (version == Version.V130) {
            xml.text("MaxWidth", Integer.toString(limits.side())).text("MaxHeight", Integer.toString(limits.side()));
        }
        xml.close();
    }

    private void requests() {
        xml.open("Request");
        operation("GetCapabilities", List.of(version == Version.V130 ? "text/xml" : "application/vnd.ogc.wms_xml"));
        operation("GetMap", List.of(MapRequest.PNG, MapRequest.JPEG));
        operation("GetFeatureInfo", InfoFormat.types());
        operation(version == Version.V130 ? "sld:GetLegendGraphic" : "GetLegendGraphic", List.of(MapRequest.PNG));
        xml.close();
    }

    private void operation(String name, List<String> formats) {
        xml.open(name);
        formats.forEach(format -> xml.text("Format", format));
        xml.open("DCPType").open("HTTP").open("Get");
        online(address + "?");
        xml.close().open("Post");
        online(address);
        xml.close().close().close().close();
    }

    private void exceptions() {
        xml.open("Exception");
        List<String> formats = version == Version.V130
                ? List.of("XML", "INIMAGE", "BLANK")
                : List.of(
                        "application/vnd.ogc.se_xml", "application/vnd.ogc.se_inimage", "application/vnd.ogc.se_blank");
        formats.forEach(format -> xml.text("Format", format));
        xml.close();
    }

    private void layer(Layer layer) {
        xml.open("Layer", "queryable", "1", "opaque", "0")
                .text("Name", layer.fullName())
                .text("Title", layer.title())
                .text("Abstract", summary(layer))
                .open("KeywordList");
        layer.bands().forEach(band -> xml.text("Keyword", band.name()));
        xml.close();
        Set<String> systems = new LinkedHashSet<>(List.of(layer.epsg(), "EPSG:3857", "EPSG:4326", "CRS:84"));
        if (version == Version.V111) {
            systems.remove("CRS:84");
        }
        systems.forEach(code -> xml.text(version == Version.V130 ? "CRS" : "SRS", code));
        geographic(layer);
        systems.forEach(code -> box(layer, NamedCrs.of(code)));
        layer.styles().keySet().forEach(name -> style(StyledLayer.of(layer, name)));
        xml.close();
    }

    private static String summary(Layer layer) {
        String bands = layer.bands().stream()
                .map(band -> band.name() + (band.unit().isEmpty() ? "" : " [" + band.unit() + "]"))
                .collect(Collectors.joining(", "));
        String made = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                layer.created().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
        return String.format(
                Locale.ROOT,
                "%s %sZ. %d x %d pixels. Bands: %s",
                layer.origin().isEmpty() ? "Uploaded" : "Made by " + layer.origin(),
                made,
                layer.width(),
                layer.height(),
                bands);
    }

    private void geographic(Layer layer) {
        ReferencedEnvelope box = Boxes.geographic(layer.bounds());
        if (version == Version.V111) {
            xml.empty("LatLonBoundingBox", corners(box, false));
            return;
        }
        xml.open("EX_GeographicBoundingBox")
                .text("westBoundLongitude", Xml.number(box.getMinX()))
                .text("eastBoundLongitude", Xml.number(box.getMaxX()))
                .text("southBoundLatitude", Xml.number(box.getMinY()))
                .text("northBoundLatitude", Xml.number(box.getMaxY()))
                .close();
    }

    private void box(Layer layer, NamedCrs crs) {
        boolean swapped = version == Version.V130 && crs.yFirst();
        Boxes.in(layer.bounds(), crs.crs()).ifPresent(box -> {
            String[] corners = corners(box, swapped);
            String[] attributes = new String[corners.length + 2];
            attributes[0] = version == Version.V130 ? "CRS" : "SRS";
            attributes[1] = crs.code();
            System.arraycopy(corners, 0, attributes, 2, corners.length);
            xml.empty("BoundingBox", attributes);
        });
    }

    private static String[] corners(ReferencedEnvelope box, boolean swapped) {
        String west = Xml.number(box.getMinX());
        String south = Xml.number(box.getMinY());
        String east = Xml.number(box.getMaxX());
        String north = Xml.number(box.getMaxY());
        return swapped
                ? new String[] {"minx", south, "miny", west, "maxx", north, "maxy", east}
                : new String[] {"minx", west, "miny", south, "maxx", east, "maxy", north};
    }

    private void style(StyledLayer styled) {
        RasterStyle style;
        try {
            style = styled.style();
        } catch (WmsException e) {
            // A style that cannot be read must not hide the other layers; GetMap says what is wrong with it.
            xml.open("Style")
                    .text("Name", styled.name())
                    .text("Title", e.getMessage())
                    .close();
            return;
        }
        Layer layer = styled.layer();
        Dimension size = LegendOperation.picture(styled, style).size();
        xml.open("Style")
                .text("Name", styled.name())
                .text("Title", style.title().isEmpty() ? styled.name() : style.title());
        if (!style.description().isEmpty()) {
            xml.text("Abstract", style.description());
        }
        xml.open("LegendURL", "width", Integer.toString(size.width), "height", Integer.toString(size.height))
                .text("Format", MapRequest.PNG);
        online(address + "?service=WMS&version=" + version.number()
                + "&request=GetLegendGraphic&format=image/png&layer=" + encoded(layer.fullName()) + "&style="
                + encoded(styled.name()));
        xml.close().close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void online(String url) {
        if (version == Version.V130) {
            xml.empty("OnlineResource", "xlink:type", "simple", "xlink:href", url);
        } else {
            xml.empty(
                    "OnlineResource",
                    "xmlns:xlink",
                    "http://www.w3.org/1999/xlink",
                    "xlink:type",
                    "simple",
                    "xlink:href",
                    url);
        }
    }
}
