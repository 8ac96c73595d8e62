package dev.xray.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.xray.core.Json;
import dev.xray.core.evaluation.ReliabilityBin;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the page's scripts compute with. Probabilities are written as they are: rounded ones could
 * fall on the other side of a threshold.
 *
 * @param negative name of class 0
 * @param positive name of class 1
 * @param start threshold that is shown first
 * @param z two-sided normal quantile of the intervals' confidence
 * @param prevalence share of positives at which predictive values are given; absent where none was
 *     declared
 * @param metrics range of each figure at a threshold, by its key
 * @param methods names of the methods of intervals, for readers
 * @param sources names of the sources of images
 * @param galleryOf index of the set whose pictures stand in the page already
 * @param uncalibrated reliability of that set before calibration; empty where there was none
 * @param sets the sets of images
 */
record PageData(
    String negative,
    String positive,
    double start,
    double z,
    OptionalDouble prevalence,
    Map<String, Range> metrics,
    Map<String, String> methods,
    List<String> sources,
    int galleryOf,
    List<ReliabilityBin> uncalibrated,
    List<SetData> sets) {
  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  /** The lowest and the highest value that a figure can have. */
  record Range(double lowest, double highest) {}

  /**
   * A set of images. The arrays have an entry for each image.
   *
   * @param name of the set
   * @param caution what must be known before its figures are read
   * @param probabilities of the positive class
   * @param truths 1 for the positive class, otherwise 0
   * @param patients a number for each known patient, otherwise -1
   * @param names how an image is called on the page
   * @param sources indices into {@link PageData#sources()}
   * @param pictures data URIs by index, where they do not stand in the page already
   * @param thresholds what {@code evaluation.json} says at the configured thresholds
   * @param reliability points of the reliability diagram
   * @param slices groups of the images
   */
  record SetData(
      String name,
      Optional<String> caution,
      double[] probabilities,
      String truths,
      int[] patients,
      List<String> names,
      int[] sources,
      Map<Integer, String> pictures,
      List<ThresholdDocument> thresholds,
      List<ReliabilityBin> reliability,
      List<SliceData> slices) {}

  /**
   * A slice.
   *
   * @param column such as {@code sex}
   * @param value such as {@code F}
   * @param tooSmall whether there are too few images for a statement
   * @param images number of images
   * @param rows their indices; absent where it is not published which ones they are
   * @param thresholds what {@code evaluation.json} says at the configured thresholds
   */
  record SliceData(
      String column,
      String value,
      boolean tooSmall,
      int images,
      Optional<int[]> rows,
      List<ThresholdDocument> thresholds) {}

  /** JSON in one line, for a script element: no text in it can end that element. */
  String json() {
    try {
      return WRITER.writeValueAsString(this).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
