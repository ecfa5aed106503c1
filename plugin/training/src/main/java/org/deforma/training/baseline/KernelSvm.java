package org.deforma.training.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine with Gaussian kernel, each class against each other, by LIBSVM (Chang and Lin 2011,
 * doi:10.1145/1961189.1961199).
 */
public final class KernelSvm implements Baseline {
    private static final double TOLERANCE = 0.01;
    private static final int CACHE_MEGABYTES = 800;

    @Override
    public String name() {
        return "Gaussian-kernel SVM (LIBSVM)";
    }

    /** Costs, and kernels so wide that the squared distance of a usual pair of samples is some multiples of their width. */
    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (double cost : new double[] {1, 4}) {
            for (double gamma : new double[] {0.1, 0.3, 1}) {
                settings.add(new Setting(cost, gamma));
            }
        }
        return settings;
    }

    @Override
    public Trained train(float[][] features, int[] labels, Setting setting, long seed) {
        svm_problem problem = new svm_problem();
        problem.l = features.length;
        problem.x = Stream.of(features).map(KernelSvm::nodes).toArray(svm_node[][]::new);
        problem.y = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            problem.y[i] = labels[i];
        }
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.C_SVC;
        parameter.kernel_type = svm_parameter.RBF;
        parameter.C = setting.first();
        parameter.gamma = setting.second() / features[0].length;
        parameter.eps = TOLERANCE;
        parameter.cache_size = CACHE_MEGABYTES;
        parameter.shrinking = 1;
        svm.svm_set_print_string_function(text -> {});
        svm_model model = svm.svm_train(problem, parameter);
        return row -> (int) svm.svm_predict(model, nodes(row));
    }

    private static svm_node[] nodes(float... row) {
        svm_node[] nodes = new svm_node[row.length];
        for (int f = 0; f < row.length; f++) {
            nodes[f] = new svm_node();
            nodes[f].index = f + 1;
            nodes[f].value = row[f];
        }
        return nodes;
    }
}
