package dev.xray.core.audit.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/**
 * Logistic regression with an L2 penalty: the weights w and the intercept b that minimise |w|²/2 +
 * C Σ log(1 + exp(-y (w·x + b))), y = ±1, with b free, as scikit-learn's. By LIBLINEAR's
 * trust-region Newton method (Lin, Weng and Keerthi 2008, JMLR 9:627), which uses no random
 * numbers. Immutable and thread-safe.
 */
final class LogisticRegression {
  /** Of the gradient, relative to that at zero: as good as exact. */
  static final double EXACT = 1e-7;

  /** Enough to compare penalties, in a fraction of the time. */
  static final double ROUGH = 1e-3;

  private static final int MOST_ITERATIONS = 1000;

  private final double[] weights;
  private final double intercept;

  static {
    Linear.disableDebugOutput(); // it would write to the console
  }

  private LogisticRegression(double[] weights, double intercept) {
    this.weights = weights;
    this.intercept = intercept;
  }

  /**
   * Fits.
   *
   * @param rows features of each image, on one scale
   * @param positive class of each; both occur
   * @param c inverse strength of the penalty, above 0
   * @param tolerance {@link #EXACT} or {@link #ROUGH}
   */
  static LogisticRegression fit(double[][] rows, boolean[] positive, double c, double tolerance) {
    int features = rows[0].length;
    Problem problem = new Problem();
    problem.l = rows.length;
    problem.n = features + 1;
    problem.bias = 1;
    problem.y = new double[rows.length];
    problem.x = new Feature[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      problem.y[i] = positive[i] ? 1 : -1;
      problem.x[i] = nodes(rows[i]);
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, c, tolerance);
    parameter.setMaxIters(MOST_ITERATIONS);
    parameter.setRegularizeBias(false);
    Model model = Linear.train(problem, parameter);
    // Weights are those of the label that comes first.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] found = model.getFeatureWeights();
    double[] weights = new double[features];
    for (int i = 0; i < features; i++) {
      weights[i] = sign * found[i];
    }
    return new LogisticRegression(weights, sign * found[features]);
  }

  /** The last one is the intercept's. */
  private static Feature[] nodes(double[] row) {
    Feature[] nodes = new Feature[row.length + 1];
    for (int i = 0; i < row.length; i++) {
      nodes[i] = new FeatureNode(i + 1, row[i]);
    }
    nodes[row.length] = new FeatureNode(row.length + 1, 1);
    return nodes;
  }

  /** Weight of each feature. */
  double[] weights() {
    return weights.clone();
  }

  double intercept() {
    return intercept;
  }

  /** Logarithm of the odds of the positive class. */
  double logit(double[] row) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * row[i];
    }
    return sum;
  }

  /** Probability of the positive class. */
  double probability(double[] row) {
    return 1 / (1 + Math.exp(-logit(row)));
  }
}
