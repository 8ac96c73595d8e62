package dev.xray.core.training;

import dev.xray.core.SettingException;
import dev.xray.core.network.AdamSettings;

/**
 * How the network is trained.
 *
 * @param epochs at least 1; the article: 100
 * @param batchSize at least 1; the article: 16; the last, partial batch is kept
 * @param learningRate of Adam; Keras's default 1e-3
 * @param beta1 of Adam; 0.9
 * @param beta2 of Adam; 0.999
 * @param epsilon of Adam; Keras's default 1e-7
 * @param classWeights whether the loss weighs classes inversely to their frequency, n / (2
 *     n_class), instead of equally
 * @param earlyStoppingPatience epochs without a better validation loss after which training stops;
 *     0: never
 * @param restoreBestWeights whether the weights of the epoch with the lowest validation loss are
 *     kept
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean classWeights,
    int earlyStoppingPatience,
    boolean restoreBestWeights) {
  /** 100 epochs of batches of 16, Adam with Keras's defaults, nothing else. */
  public static TrainingSettings article() {
    return new TrainingSettings(100, 16, 1e-3, 0.9, 0.999, 1e-7, false, 0, false);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException naming the first setting that is out of range
   */
  public void validate() throws SettingException {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        learningRate,
        "greater than 0, such as 0.001");
    require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "from 0 to less than 1, such as 0.9");
    require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "from 0 to less than 1, such as 0.999");
    require(
        epsilon > 0 && Double.isFinite(epsilon),
        "epsilon",
        epsilon,
        "greater than 0, such as 1e-7");
    require(
        earlyStoppingPatience >= 0,
        "earlyStoppingPatience",
        earlyStoppingPatience,
        "0 (never stop early) or greater");
  }

  /**
   * Checks that there is a validation part where one is needed.
   *
   * @param validation whether there is one
   * @throws SettingException if a setting looks at the validation loss and there is none
   */
  void validate(boolean validation) throws SettingException {
    validate();
    if (!validation && earlyStoppingPatience > 0) {
      throw needsValidation("earlyStoppingPatience", earlyStoppingPatience, "0");
    }
    if (!validation && restoreBestWeights) {
      throw needsValidation("restoreBestWeights", true, "false");
    }
  }

  AdamSettings adam() {
    return new AdamSettings(learningRate, beta1, beta2, epsilon);
  }

  private static SettingException needsValidation(String setting, Object value, String off) {
    return new SettingException(
        "training." + setting,
        "is "
            + value
            + ", which needs a validation part: set split.validationShare above 0, such as 0.15,"
            + " or training."
            + setting
            + " to "
            + off
            + ".");
  }

  private static void require(boolean holds, String setting, Object value, String demand)
      throws SettingException {
    if (!holds) {
      throw new SettingException(
          "training." + setting, "is " + value + ", but must be " + demand + ".");
    }
  }
}
