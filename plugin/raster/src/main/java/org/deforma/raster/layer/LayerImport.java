package org.deforma.raster.layer;

import java.awt.Rectangle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.ImportTool;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleLibrary;
import org.deforma.raster.MoreProperties;
import org.deforma.raster.PaletteNumbers;
import org.deforma.raster.WholeFile;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at a raster, chooses its styles, and hands it on with them. */
@Component
public final class LayerImport implements ImportTool {
    private final RasterService rasters;
    private final TileRunner runner;
    private final LayerStyles styles;

    /** With the services that read, that run tiles, and that know the styles. */
    @Activate
    public LayerImport(@Reference RasterService rasters, @Reference TileRunner runner, @Reference StyleLibrary styles) {
        this.rasters = rasters;
        this.runner = runner;
        this.styles = new LayerStyles(styles);
    }

    @Override
    public Product prepare(GridCoverage2D raster, ProgressListener listener) {
        GridCoverage2D numbers = PaletteNumbers.of(raster).orElse(raster);
        try (RasterSource source = rasters.open("raster", numbers)) {
            if (source.grid().crs().isEmpty()) {
                throw new IllegalArgumentException("raster has no reference system, without which it cannot be a map"
                        + " layer; give it one, for example with gdal_edit.py -a_srs EPSG:32633");
            }
            EvenSample sample = EvenSample.of(source, runner, listener);
            RasterStorage storage = source.storage();
            List<Band> bands =
                    IntStream.range(0, source.bands()).mapToObj(storage::band).toList();
            Kind kind = Kind.of(raster, storage, bands, sample);
            List<MapStyle> chosen = styles.of(kind, raster, storage, bands, sample);
            LayerReport report = new LayerReport(kind, source.grid());
            report.bands(bands, raster.getRenderedImage().getSampleModel().getDataType(), sample);
            report.styles(chosen);
            if (kind == Kind.IMAGE && bands.size() > LayerStyles.MOST_BANDS) {
                report.note("only the first %d bands have a style".formatted(LayerStyles.MOST_BANDS));
            }
            return new Product(result(raster, EvenSample.windows(source), chosen), report.json());
        }
    }

    private GridCoverage2D result(GridCoverage2D raster, List<Rectangle> compared, List<MapStyle> chosen) {
        Map<String, String> slds = new LinkedHashMap<>();
        chosen.forEach(style -> slds.put(style.name(), style.sld()));
        Map<String, Object> more = Map.of(Product.STYLES_PROPERTY, Collections.unmodifiableMap(slds));
        return WholeFile.of(raster, rasters, compared, more).orElseGet(() -> MoreProperties.of(raster, more));
    }
}
