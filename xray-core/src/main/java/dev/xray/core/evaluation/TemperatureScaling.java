package dev.xray.core.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Temperature scaling (Guo et al. 2017, On Calibration of Modern Neural Networks): every logit is
 * divided by one number, the temperature, which changes how sure the network is and never the order
 * of two images. Pure arithmetic.
 */
public final class TemperatureScaling {
  /** Temperatures that are tried; beyond them there is nothing to calibrate. */
  static final double LOWEST = 0.05;

  static final double HIGHEST = 20;

  /** Halvings of the interval: more than a double has digits. */
  private static final int STEPS = 100;

  private TemperatureScaling() {}

  /**
   * The temperature T that gives the lowest mean log loss of 1 / (1 + exp(−logit / T)). The log
   * loss is convex in 1 / T, so its slope is halved towards zero.
   *
   * @param cases not those that the network was trained on
   * @return T, from 0.05 to 20; empty where there is no best one in that range: where the classes
   *     are separated without an error (the surer, the better), the logits tell nothing (the less
   *     sure, the better), or there are no cases
   */
  public static OptionalDouble fit(List<LogitCase> cases) {
    double low = 1 / HIGHEST;
    double high = 1 / LOWEST;
    if (!(slope(cases, low) < 0 && slope(cases, high) > 0)) {
      return OptionalDouble.empty();
    }
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (slope(cases, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(2 / (low + high));
  }

  /** Mean log loss of the cases at a temperature, natural logarithm; NaN without cases. */
  public static double logLoss(List<LogitCase> cases, double temperature) {
    double sum = 0;
    for (LogitCase one : cases) {
      double x = (one.positive() ? -one.logit() : one.logit()) / temperature;
      sum += Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
    return sum / cases.size();
  }

  /** Derivative of the summed log loss by 1 / T: the sum of logit · (probability − truth). */
  private static double slope(List<LogitCase> cases, double inverse) {
    double sum = 0;
    for (LogitCase one : cases) {
      double wrongness = one.positive() ? -one.logit() : one.logit();
      // StrictMath: the same bits on every machine.
      sum += wrongness / (1 + StrictMath.exp(-wrongness * inverse));
    }
    return sum;
  }
}
