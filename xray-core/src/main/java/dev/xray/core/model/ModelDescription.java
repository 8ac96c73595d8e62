package dev.xray.core.model;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.runtime.RuntimeInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model is and where it comes from: the content of {@code model.json}. Holds no times and no
 * host names, so that the same training gives the same bytes.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param name letters, digits, {@code .}, {@code _} and {@code -}, beginning with a letter or digit
 * @param coordinates Maven coordinates {@code groupId:artifactId:version}, where there are any
 * @param classes names of class 0 and class 1; a probability is always that of class 1
 * @param width of the network's input in pixels
 * @param height of the network's input in pixels
 * @param preprocessing from a decoded grey image to the network's input
 * @param thresholds in [0, 1], strictly greater is positive; the first decides {@link
 *     Prediction#label()} where none was chosen
 * @param chosenThreshold the threshold that was chosen from data, where one was; it decides
 * @param calibration of the probabilities, where there is one
 * @param network its shape
 * @param onnxOpset version of the operator set of {@code model.onnx}, where the bundle has one
 * @param recipe that it was trained with, such as {@code article}
 * @param seed of every random choice
 * @param trainingDigest SHA-256 over everything that decides the weights
 * @param runtime what it was trained with
 * @param intendedUse what it is for
 * @param disclaimer that it is no medical device
 */
public record ModelDescription(
    int formatVersion,
    String name,
    Optional<String> coordinates,
    Classes classes,
    int width,
    int height,
    Preprocessing preprocessing,
    List<Double> thresholds,
    Optional<ChosenThreshold> chosenThreshold,
    Optional<ModelCalibration> calibration,
    NetworkSettings network,
    Optional<Integer> onnxOpset,
    String recipe,
    long seed,
    String trainingDigest,
    RuntimeInfo runtime,
    String intendedUse,
    String disclaimer) {
  /** The only version of the format so far. */
  public static final int FORMAT_VERSION = 1;

  /** {@link #onnxOpset()} of the ONNX that this version writes. */
  public static final int ONNX_OPSET = OnnxGraph.OPSET;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /** Copies the list. */
  public ModelDescription {
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Checks name, sizes and thresholds.
   *
   * @throws SettingException naming what cannot be used
   * @throws XrayException if the sizes contradict each other
   */
  public void validate() throws XrayException {
    validateName(name);
    if (preprocessing.width() != width || preprocessing.height() != height) {
      throw new XrayException(
          "The model "
              + name
              + " takes "
              + width
              + " x "
              + height
              + " pixels, but its preprocessing makes "
              + preprocessing.width()
              + " x "
              + preprocessing.height()
              + ".");
    }
    if (thresholds.isEmpty()) {
      throw new SettingException("thresholds", "is empty, but needs at least one, such as 0.5.");
    }
    for (double threshold : allThresholds()) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new SettingException(
            "thresholds", "has " + threshold + ", but each must be from 0 to 1.");
      }
    }
    if (!(temperature() > 0 && temperature() < Double.POSITIVE_INFINITY)) {
      throw new XrayException(
          "The model " + name + " has the temperature " + temperature() + ", which is none.");
    }
    NetworkSummary.of(network, width, height);
  }

  /** The threshold that decides {@link Prediction#label()}: the chosen one, or else the first. */
  public double decidingThreshold() {
    return chosenThreshold.map(ChosenThreshold::value).orElse(thresholds.get(0));
  }

  /** Every threshold once, the one that decides first. */
  public List<Double> allThresholds() {
    return Stream.concat(chosenThreshold.map(ChosenThreshold::value).stream(), thresholds.stream())
        .distinct()
        .toList();
  }

  /** By which the network's logits are divided; 1 where the model is not calibrated. */
  public double temperature() {
    return calibration.map(ModelCalibration::temperature).orElse(1.0);
  }

  /**
   * Checks the name of a model.
   *
   * @throws SettingException if it has other characters than letters, digits, {@code .}, {@code _}
   *     and {@code -}
   */
  public static void validateName(String name) throws SettingException {
    if (!NAME.matcher(name).matches()) {
      throw new SettingException(
          "name",
          "is '"
              + name
              + "', but may have letters, digits, '.', '_' and '-' only (at most 128) and must"
              + " begin with a letter or digit.");
    }
  }
}
