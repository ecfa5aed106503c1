package org.deforma.styles;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The colours of a style, read as a client reads them.
 *
 * @param quantities values, growing
 * @param colours {@code 0xRRGGBB}
 * @param labels empty for none
 */
record Stops(List<Double> quantities, List<Integer> colours, List<String> labels) {
    static Stops of(String sld) throws Exception {
        var factory = javax.xml.parsers.DocumentBuilderFactory.newDefaultNSInstance();
        NodeList nodes = factory.newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(sld)))
                .getElementsByTagNameNS("http://www.opengis.net/sld", "ColorMapEntry");
        Stops stops = new Stops(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < nodes.getLength(); i++) {
            Element entry = (Element) nodes.item(i);
            stops.quantities.add(Double.parseDouble(entry.getAttribute("quantity")));
            stops.colours.add(Integer.decode(entry.getAttribute("color")));
            stops.labels.add(entry.getAttribute("label"));
        }
        return stops;
    }

    /** Labels that are there. */
    List<String> legend() {
        return labels.stream().filter(label -> !label.isEmpty()).toList();
    }
}
