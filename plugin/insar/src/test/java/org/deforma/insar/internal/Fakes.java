package org.deforma.insar.internal;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.model.SampleSource;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.geotools.api.util.ProgressListener;

/** A registry with one model, and a classifier whose result is the mean of the known coherence above the diagonal. */
final class Fakes implements ModelRegistry, SampleClassifier {
    private final RasterService rasters;
    private final TileRunner tiles;
    private final ModelDescription model;
    private final List<String> asked = new ArrayList<>();
    private int leases;
    private Run run;
    private Dimension tileSize;

    Fakes(RasterService rasters, TileRunner tiles, MatrixGrid matrix, ModelDomain domain) {
        this.rasters = rasters;
        this.tiles = tiles;
        model = new ModelDescription(
                "fake",
                "Fake",
                "",
                ModelLayout.COHERENCE_MATRIX,
                new ModelInput(
                        "input",
                        List.of("coherence", "validity"),
                        matrix.dates(),
                        matrix.dates(),
                        0,
                        Collections.nCopies(2, List.of()),
                        0,
                        0,
                        false),
                new ModelOutput(
                        "output",
                        ModelOutput.Activation.NONE,
                        List.of(new ModelClass(1, "a", "A", "", "#000000"), new ModelClass(2, "b", "B", "", "#FFFFFF")),
                        List.of(),
                        1),
                new ModelTiling(1, 0, 0),
                Optional.of(matrix),
                domain);
    }

    /** What was asked for in the last lease: model, layout, device. */
    List<String> asked() {
        return asked;
    }

    /** Leases that are open. */
    int leases() {
        return leases;
    }

    /** What the last run was about. */
    Run run() {
        return run;
    }

    /** Tiles of the last run. */
    Dimension tileSize() {
        return tileSize;
    }

    @Override
    public List<InstalledModel> models() {
        return List.of();
    }

    @Override
    public List<ModelDevice> devices() {
        return List.of();
    }

    @Override
    public ModelLease lease(String name, ModelLayout layout, String device) {
        asked.clear();
        asked.addAll(List.of(name, layout.name(), device));
        leases++;
        return new ModelLease() {
            @Override
            public ModelDescription model() {
                return model;
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public String sha256() {
                return "00";
            }

            @Override
            public String style() {
                return "<style/>";
            }

            @Override
            public String device() {
                return "cpu";
            }

            @Override
            public String deviceReason() {
                return "";
            }

            @Override
            public Predictor predictor() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                leases--;
            }
        };
    }

    @Override
    public Product classify(ModelLease lease, SampleSource source, Run about, ProgressListener listener) {
        run = about;
        tileSize = source.tileSize();
        List<Rectangle> all = new ArrayList<>();
        Rectangle whole = new Rectangle(source.grid().width(), source.grid().height());
        for (int y = 0; y < whole.height; y += tileSize.height) {
            for (int x = 0; x < whole.width; x += tileSize.width) {
                all.add(new Rectangle(x, y, tileSize.width, tileSize.height).intersection(whole));
            }
        }
        try (RasterSink sink = rasters.create(source.grid(), List.of(new Band("mean", "")))) {
            tiles.forEach("Classifying", all, tile -> sink.write(tile, new float[][] {means(source, tile)}), listener);
            return new Product(sink.finish("fake", Map.of(), List.of()), "{}");
        }
    }

    private static float[] means(SampleSource source, Rectangle window) {
        SampleSource.Tile tile = source.read(window);
        float[] sample = new float[source.sampleSize()];
        float[] means = new float[window.width * window.height];
        for (int pixel = 0; pixel < means.length; pixel++) {
            double sum = 0;
            int samples = 0;
            for (int s = 0; s < source.samplesPerPixel(); s++) {
                Arrays.fill(sample, 77);
                if (tile.fill(pixel, s, sample, 0)) {
                    sum += mean(sample);
                    samples++;
                }
            }
            means[pixel] = samples == 0 ? Float.NaN : (float) (sum / samples);
        }
        return means;
    }

    private static double mean(float[] sample) {
        int dates = (int) Math.sqrt(sample.length / 2.0);
        double sum = 0;
        int count = 0;
        for (int row = 0; row < dates; row++) {
            for (int column = row + 1; column < dates; column++) {
                if (sample[dates * dates + row * dates + column] == 1) {
                    sum += sample[row * dates + column];
                    count++;
                }
            }
        }
        return sum / count;
    }
}
