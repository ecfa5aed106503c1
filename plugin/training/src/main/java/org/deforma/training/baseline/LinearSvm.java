package org.deforma.training.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A linear support vector machine, one class against the rest, by LIBLINEAR (Fan et al. 2008, JMLR 9:1871). */
public final class LinearSvm implements Baseline {
    private static final double TOLERANCE = 0.01;

    @Override
    public String name() {
        return "Linear SVM (LIBLINEAR)";
    }

    @Override
    public List<Setting> settings() {
        return Stream.of(0.003, 0.03, 0.3).map(cost -> new Setting(cost, 0)).toList();
    }

    @Override
    public Trained train(float[][] features, int[] labels, Setting setting, long seed) {
        Problem problem = new Problem();
        problem.l = features.length;
        problem.n = features[0].length + 1;
        problem.x = Stream.of(features).map(LinearSvm::nodes).toArray(Feature[][]::new);
        problem.y = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            problem.y[i] = labels[i];
        }
        Linear.disableDebugOutput();
        Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, setting.first(), 100, TOLERANCE);
        parameter.setRandom(new Random(seed));
        Model model = Linear.train(problem, parameter);
        return row -> (int) Linear.predict(model, nodes(row));
    }

    /** The features, and a constant one for the offset. */
    private static Feature[] nodes(float... row) {
        Feature[] nodes = new Feature[row.length + 1];
        for (int f = 0; f < row.length; f++) {
            nodes[f] = new FeatureNode(f + 1, row[f]);
        }
        nodes[row.length] = new FeatureNode(row.length + 1, 1);
        return nodes;
    }
}
