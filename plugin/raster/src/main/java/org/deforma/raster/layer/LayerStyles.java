package org.deforma.raster.layer;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deforma.api.model.ModelClass;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterStorage;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;
import org.deforma.api.style.StyleRange;
import org.geotools.coverage.grid.GridCoverage2D;

/** Which styles fit a raster, the usual one first. */
final class LayerStyles {
    /** Bands that get a style of their own at most, where a raster is none of the products. */
    static final int MOST_BANDS = 16;

    /** Share of the values that lie within the colours of a product; of an image, those between both ends. */
    private static final double WITHIN = 0.98;

    private static final int FIRST_PROBABILITY = 2;

    private final StyleLibrary library;

    LayerStyles(StyleLibrary library) {
        this.library = library;
    }

    List<MapStyle> of(Kind kind, GridCoverage2D raster, RasterStorage storage, List<Band> bands, EvenSample sample) {
        return switch (kind) {
            case DISPLACEMENT -> displacement(bands.get(0).unit(), sample);
            case CLASSIFICATION ->
                classification(Classes.of(storage, bands, sample.bands().get(0)), bands);
            case COHERENCE ->
                List.of(library.style(
                        "coherence", new StyleFit("coherence", "Coherence", 0, storage.bytes() ? 255 : 1, "")));
            case PALETTE -> palette((IndexColorModel) raster.getRenderedImage().getColorModel(), sample);
            case COMPOSITE -> List.of(library.style("composite"));
            case IMAGE -> grey(bands, sample);
        };
    }

    /** As those of a displacement that was just measured: east, north and magnitude share one limit. */
    private List<MapStyle> displacement(String unit, EvenSample sample) {
        double size = Math.max(
                or(sample.bands().get(0).sizeQuantile(WITHIN), 0),
                or(sample.bands().get(1).sizeQuantile(WITHIN), 0));
        double limit = StyleFit.roundLimit(size, 1);
        double sigma = StyleFit.roundLimit(or(sample.bands().get(3).sizeQuantile(WITHIN), 0), 0.1);
        return List.of(
                library.style("east", new StyleFit("east", "East displacement", 0, limit, unit)),
                library.style("north", new StyleFit("north", "North displacement", 1, limit, unit)),
                library.style("magnitude", new StyleFit("magnitude", "Displacement", 0, limit, unit)),
                library.style("correlation"),
                library.style("sigma", new StyleFit("sigma", "Sigma", 3, sigma, unit)));
    }

    private static double or(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private List<MapStyle> classification(List<ModelClass> classes, List<Band> bands) {
        List<MapStyle> styles = new ArrayList<>();
        styles.add(library.classes("classes", "Classes", classes));
        if (bands.size() > 1 && bands.get(1).name().equals("confidence")) {
            styles.add(library.style("confidence"));
        }
        Names names = new Names();
        List<String> probabilities = Classes.probabilities(bands);
        for (int i = 0; i < probabilities.size(); i++) {
            String name = probabilities.get(i);
            String title = classes.stream()
                    .filter(each -> each.name().equals(name))
                    .map(ModelClass::title)
                    .findFirst()
                    .orElse(name);
            int band = FIRST_PROBABILITY + i;
            styles.add(library.style(
                    "probability", StyleFit.share(names.of("probability", name, band), "Probability: " + title, band)));
        }
        return styles;
    }

    private List<MapStyle> palette(IndexColorModel colours, EvenSample sample) {
        List<ModelClass> shown = Classes.of(colours, sample.bands().get(0));
        return shown.isEmpty()
                ? List.of(library.style("image"))
                : List.of(library.classes("palette", "Colours of the raster", shown));
    }

    private List<MapStyle> grey(List<Band> bands, EvenSample sample) {
        List<MapStyle> styles = new ArrayList<>();
        Names names = new Names();
        for (int i = 0; i < Math.min(MOST_BANDS, bands.size()); i++) {
            Band band = bands.get(i);
            String name = bands.size() == 1 ? "image" : names.of("image", band.name(), i);
            BandValues values = sample.bands().get(i);
            double low = values.quantile(1 - WITHIN);
            double high = values.quantile(WITHIN);
            if (!(low < high)) {
                low = values.minimum();
                high = values.maximum();
            }
            if (!(low < high)) {
                // One value, or none: anything around it will do.
                low = or(low, 0) - 0.5;
                high = low + 1;
            }
            String title = bands.size() == 1 && band.name().equals("band 1") ? "Image" : "Image: " + band.name();
            styles.add(library.style("image", new StyleRange(name, title, i, low, high, band.unit())));
        }
        return styles;
    }

    /** Names of styles after those of bands, each only once. */
    private static final class Names {
        private final Set<String> taken = new HashSet<>();

        String of(String what, String name, int band) {
            String slug =
                    name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            String wanted = what + "-" + (slug.isEmpty() ? Integer.toString(band + 1) : slug);
            String free = taken.contains(wanted) ? wanted + "-" + (band + 1) : wanted;
            taken.add(free);
            return free;
        }
    }
}
