package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.List;

/**
 * How images are divided, stratified by class.
 *
 * @param testShare share of the images for testing, in (0, 1)
 * @param validationShare share of all images for validation, in [0, 1); 0: none
 * @param groupByPatient whether all images of a patient stay on one side
 * @param testSources names of the sources, or {@code name/part} of one that is divided already,
 *     that are the test part, so that it comes from elsewhere than the rest; empty: a share of all
 *     images is, at random
 */
public record SplitSettings(
    double testShare, double validationShare, boolean groupByPatient, List<String> testSources) {
  /** Copies the list. */
  public SplitSettings {
    testSources = List.copyOf(testSources);
  }

  /** A random test part. */
  public SplitSettings(double testShare, double validationShare, boolean groupByPatient) {
    this(testShare, validationShare, groupByPatient, List.of());
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if a share is out of range or nothing is left for training
   */
  public void validate() throws SettingException {
    if (!(testShare > 0 && testShare < 1)) {
      throw new SettingException(
          "split.testShare", "is " + testShare + ", but must be greater than 0 and less than 1.");
    }
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new SettingException(
          "split.validationShare",
          "is " + validationShare + ", but must be from 0 to less than 1.");
    }
    if (testSources.isEmpty() && testShare + validationShare >= 1) {
      throw new SettingException(
          "split.validationShare",
          "is "
              + validationShare
              + ": with a test share of "
              + testShare
              + " nothing is left for training.");
    }
  }
}
