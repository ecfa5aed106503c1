package org.deforma.raster.gdal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gdal.gdal.Driver;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * Looks at a VRT, a text that puts a raster together from other files, before GDAL opens what it names. Only what is known
 * to be harmless may stand in it, and every file in turn must lie in the folder and be of a format that may be opened.
 */
final class VirtualRaster {
    private static final int HEAD = 4096;
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 10_000;

    /** GDAL's names for one raster of a file with several. */
    private static final Pattern VARIABLE = Pattern.compile("(?:NETCDF|HDF5):\"?([^\"]+?)\"?:[^\"]*");

    /** Names of elements in lower case: GDAL does not tell upper from lower. No options of drivers, no code, no warping. */
    private static final Set<String> ELEMENTS =
            Set.of(("vrtdataset srs geotransform metadata mdi vrtrasterband description"
                            + " unittype offset scale nodatavalue hidenodatavalue colorinterp colortable entry categorynames category"
                            + " maskband simplesource complexsource averagedsource kernelfilteredsource kernel size coefs sourcefilename"
                            + " sourceband sourceproperties srcrect dstrect nodata scaleoffset scaleratio lut exponent srcmin srcmax"
                            + " dstmin dstmax colortablecomponent usemaskband blockxsize blockysize imageoffset pixeloffset lineoffset"
                            + " byteorder gcplist gcp overviewlist overview histograms histitem histmin histmax bucketcount"
                            + " includeoutofrange approximate histcounts pixelfunctiontype sourcetransfertype gdalrasterattributetable"
                            + " fielddefn name type usage row f statistics")
                    .split(" "));

    /** A file may stand in an attribute as well as in an element. */
    private static final Set<String> ATTRIBUTES =
            Set.of(("rasterxsize rasterysize datatype band subclass relativetovrt shared"
                            + " xoff yoff xsize ysize blockxsize blockysize key domain format dataaxistosrsaxismapping"
                            + " coordinateepoch c1 c2 c3 c4 id info pixel line x y z projection normalized resampling index row0min"
                            + " binsize tabletype")
                    .split(" "));

    private final Limits limits;
    private int files;

    VirtualRaster(Limits limits) {
        this.limits = limits;
    }

    /**
     * Checks a file, and where it is a VRT all that it names.
     *
     * @throws IllegalArgumentException for what may not be opened; the message goes on after the file's name
     */
    void check(Path file, int depth) {
        try {
            if (!Limits.beginning(file, HEAD).contains("<VRTDataset")) {
                return;
            }
            if (depth == DEEPEST) {
                throw new IllegalArgumentException("is a VRT of VRTs, deeper than " + DEEPEST);
            }
            read(file, depth);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "is a VRT that is damaged: "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "),
                    e);
        }
    }

    private void read(Path file, int depth) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // GDAL takes the bytes as they are, whatever encoding the text says it has.
        try (InputStreamReader text = new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1)) {
            XMLStreamReader xml = factory.createXMLStreamReader(text);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new IllegalArgumentException("is a VRT with a document type, which is not read");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element(file, xml, depth);
                }
            }
        }
    }

    private void element(Path file, XMLStreamReader xml, int depth) throws XMLStreamException {
        String name = xml.getLocalName().toLowerCase(Locale.ROOT);
        if (!ELEMENTS.contains(name)
                || (xml.getPrefix() != null && !xml.getPrefix().isEmpty())) {
            throw new IllegalArgumentException("is a VRT with an element that is not read here: " + xml.getLocalName());
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            if (!ATTRIBUTES.contains(attribute) || attributes.put(attribute, xml.getAttributeValue(i)) != null) {
                throw new IllegalArgumentException(
                        "is a VRT with an attribute that is not read here: " + xml.getAttributeLocalName(i));
            }
        }
        String relative = attributes.getOrDefault("relativetovrt", "0");
        if (!relative.matches("[01]")) {
            throw new IllegalArgumentException("is a VRT whose relativeToVRT is neither 0 nor 1");
        }
        if (name.equals("sourcefilename")) {
            byte[] bytes = xml.getElementText().getBytes(StandardCharsets.ISO_8859_1);
            named(file, new String(bytes, StandardCharsets.UTF_8), relative.equals("1"), depth);
        }
    }

    private void named(Path vrt, String name, boolean relative, int depth) {
        if (++files > MOST_FILES) {
            throw new IllegalArgumentException("is a VRT of more than " + MOST_FILES + " files");
        }
        if (name.startsWith("/vsi") && limits.allowsVirtual()) {
            return;
        }
        Matcher variable = VARIABLE.matcher(name);
        String path = variable.matches() ? variable.group(1) : name;
        try {
            Path file = relative ? vrt.resolveSibling(path) : Path.of(path);
            // GDAL follows a link before it looks for what lies beside.
            Path linked = relative ? vrt.toRealPath().resolveSibling(path) : file;
            if (!Files.isRegularFile(file) || !Files.isRegularFile(linked)) {
                throw new IllegalArgumentException("names a file that is not there: " + shown(path));
            }
            limits.checkInside(file);
            limits.checkInside(linked);
            checkDriver(linked);
            check(linked, depth + 1);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("names a file that is not there: " + shown(path), e);
        }
    }

    /** A VRT opens its files with whatever driver takes them. */
    @SuppressWarnings("try") // The call is what it does from here to there.
    private void checkDriver(Path file) {
        try (GdalCall call = new GdalCall(false)) {
            Driver driver = gdal.IdentifyDriverEx(file.toString(), gdalconstConstants.OF_RASTER);
            if (driver != null && !limits.drivers().contains(driver.getShortName())) {
                throw new IllegalArgumentException(
                        "names a file of a format that is not read here: " + shown(file.toString()));
            }
        }
    }

    /** The last part of a name: where files lie is not for everybody. */
    private static String shown(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
