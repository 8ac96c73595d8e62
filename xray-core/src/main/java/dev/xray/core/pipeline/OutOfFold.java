package dev.xray.core.pipeline;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.report.CrossValidationWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the models of a cross-validation say of images that they have not learned from. */
final class OutOfFold {
  private OutOfFold() {}

  /**
   * Each image outside the test part with the mean of its probabilities over the repeats,
   * calibrated as the folds were. The test part is left out though it was tested out of fold too:
   * nothing is chosen on the images on which the figures of the model are given.
   *
   * @throws SettingException if there is no current cross-validation
   */
  static List<Case> cases(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    if (CurrentCrossValidation.of(job, prepared.dataset()).isEmpty()) {
      throw new SettingException(
          "thresholdFrom",
          "is out-of-fold, but there is no cross-validation of these images with these settings,"
              + " this seed and this version. Run mvn xray:cross-validate first.");
    }
    Map<List<String>, List<Double>> probabilities = probabilities(job.workspace());
    Set<Integer> tested = new HashSet<>(prepared.split().indices(Part.TEST));
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < prepared.dataset().images().size(); i++) {
      if (!tested.contains(i)) {
        LabeledImage image = prepared.dataset().images().get(i);
        boolean positive = prepared.dataset().classes().index(image.label()) == 1;
        double mean =
            Optional.ofNullable(probabilities.get(List.of(image.source(), image.file())))
                .orElseThrow(
                    () -> new XrayException("The cross-validation lacks " + image.file() + "."))
                .stream()
                .mapToDouble(probability -> probability)
                .average()
                .orElseThrow();
        cases.add(new Case(positive, Math.min(1, mean), image.patient()));
      }
    }
    return cases;
  }

  /** Of each repeat, by source and file. */
  private static Map<List<String>, List<Double>> probabilities(Workspace files)
      throws XrayException, IOException {
    Path csv = CrossValidationWriter.Written.in(files.crossValidation()).csv();
    Stamp.read(files.crossValidationStamp()).verify(files.crossValidationStamp(), csv);
    Map<List<String>, List<Double>> probabilities = new HashMap<>();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv.toFile())) {
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        probabilities
            .computeIfAbsent(
                List.of(cell(row, "source"), cell(row, "file")), any -> new ArrayList<>())
            .add(Double.valueOf(cell(row, "probability")));
      }
    }
    return probabilities;
  }

  private static String cell(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).orElseThrow();
  }
}
