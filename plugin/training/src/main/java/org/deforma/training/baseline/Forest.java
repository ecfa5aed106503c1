package org.deforma.training.baseline;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A random forest (Breiman 2001, doi:10.1023/A:1010933404324) by Tribuo. */
public final class Forest implements Baseline {
    private static final int TREES = 100;
    private static final int DEPTH = 24;
    private static final float LEAF = 4;

    @Override
    public String name() {
        return "Random forest of " + TREES + " trees (Tribuo)";
    }

    @Override
    public List<Setting> settings() {
        return Stream.of(0.03, 0.1).map(share -> new Setting(share, 0)).toList();
    }

    @Override
    public Trained train(float[][] features, int[] labels, Setting setting, long seed) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data =
                new MutableDataset<>(new SimpleDataSourceProvenance("coherence matrices", factory), factory);
        String[] names = IntStream.range(0, features[0].length)
                .mapToObj(f -> String.format(Locale.ROOT, "f%04d", f))
                .toArray(String[]::new);
        for (int i = 0; i < features.length; i++) {
            data.add(example(names, features[i], Integer.toString(labels[i])));
        }
        CARTClassificationTrainer tree =
                new CARTClassificationTrainer(DEPTH, LEAF, 0, (float) setting.first(), false, new GiniIndex(), seed);
        Model<Label> model = new RandomForestTrainer<>(tree, new VotingCombiner(), TREES, seed).train(data);
        return row -> Integer.parseInt(
                model.predict(example(names, row, "0")).getOutput().getLabel());
    }

    private static Example<Label> example(String[] names, float[] row, String label) {
        double[] values = new double[row.length];
        for (int f = 0; f < row.length; f++) {
            values[f] = row[f];
        }
        return new ArrayExample<>(new Label(label), names, values);
    }
}
