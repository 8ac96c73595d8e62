package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.CrossValidation;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.Spread;
import dev.xray.core.evaluation.Spreads;
import dev.xray.core.model.ModelCalibration;
import dev.xray.core.report.EvaluationDocument.ProvenanceDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code cross-validation.json}, whose schema is the resource {@code cross-validation.schema.json}
 * beside this class. It carries no file name and no patient id.
 *
 * @param schema identifier of the schema
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model whose recipe was cross-validated
 * @param classes the two classes
 * @param scheme {@code stratified}, or {@code sources} where each fold is a source
 * @param groupedByPatient whether no model has learned from an image of a patient it is tested on
 * @param folds number of folds in a repeat
 * @param repeats number of repeats
 * @param pooled figures of all images out of fold; probabilities are averaged over repeats first
 * @param overFolds how the figures vary from fold to fold, within the repeats
 * @param overSeeds how the figures of all images vary from repeat to repeat
 * @param perFold figures of each fold
 * @param perRepeat figures of all images in each repeat
 * @param notes how to read them
 * @param provenance where recipe and data come from
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "scheme",
  "groupedByPatient",
  "folds",
  "repeats",
  "pooled",
  "overFolds",
  "overSeeds",
  "perFold",
  "perRepeat",
  "notes",
  "provenance"
})
public record CrossValidationDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    String scheme,
    boolean groupedByPatient,
    int folds,
    int repeats,
    SetDocument pooled,
    SpreadsDocument overFolds,
    Optional<SpreadsDocument> overSeeds,
    List<FoldDocument> perFold,
    List<RepeatDocument> perRepeat,
    List<String> notes,
    ProvenanceDocument provenance) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:cross-validation:1";

  /** Version of the format. */
  public static final int VERSION = 1;

  /** Name of the file. */
  public static final String FILE = "cross-validation.json";

  /**
   * Figures of one fold.
   *
   * @param repeat from 1
   * @param fold from 1
   * @param name its number, or the name of the source that was left out
   * @param calibration of its probabilities; empty where the recipe does not calibrate, or no
   *     temperature was best
   * @param figures of its images
   */
  public record FoldDocument(
      int repeat,
      int fold,
      String name,
      Optional<FoldCalibrationDocument> calibration,
      SetDocument figures) {}

  /**
   * How the probabilities of a fold were calibrated.
   *
   * @param method {@code temperature}
   * @param temperature by which every logit is divided
   * @param fittedOn the images it was fitted on, {@code validation}: of the fold's own
   * @param images how many they were
   * @param logLossBefore mean log loss of those images without it
   * @param logLossAfter and with it; too good for a figure
   */
  public record FoldCalibrationDocument(
      String method,
      double temperature,
      String fittedOn,
      int images,
      double logLossBefore,
      double logLossAfter) {
    private static FoldCalibrationDocument of(ModelCalibration fitted) {
      return new FoldCalibrationDocument(
          fitted.method(),
          fitted.temperature(),
          fitted.fittedOn(),
          fitted.images(),
          fitted.logLossBefore(),
          fitted.logLossAfter());
    }
  }

  /**
   * Figures of all images in one repeat.
   *
   * @param repeat from 1
   * @param figures of all images, each judged by the model that has not seen it
   */
  public record RepeatDocument(int repeat, SetDocument figures) {}

  /**
   * How figures vary; see {@link Spreads}.
   *
   * @param scores figures that need no threshold, by {@link Metric#key()}
   * @param thresholds figures at each threshold
   */
  public record SpreadsDocument(
      Map<String, Spread> scores, List<ThresholdSpreadDocument> thresholds) {
    private static SpreadsDocument of(Spreads spreads) {
      return new SpreadsDocument(
          byKey(spreads.scores()),
          spreads.thresholds().stream()
              .map(at -> new ThresholdSpreadDocument(at.threshold(), byKey(at.figures())))
              .toList());
    }
  }

  /**
   * How figures at a threshold vary.
   *
   * @param threshold in [0, 1]
   * @param figures by {@link Metric#key()}
   */
  public record ThresholdSpreadDocument(double threshold, Map<String, Spread> figures) {}

  /** The document for a report. */
  public static CrossValidationDocument of(CrossValidationData data) {
    CrossValidation result = data.result();
    List<RepeatDocument> perRepeat = new ArrayList<>();
    for (int i = 0; i < result.repeated().size(); i++) {
      perRepeat.add(new RepeatDocument(i + 1, set(result.repeated().get(i))));
    }
    return new CrossValidationDocument(
        SCHEMA,
        VERSION,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        data.bySource() ? "sources" : "stratified",
        data.groupedByPatient(),
        data.folds(),
        data.repeats(),
        set(result.pooled()),
        SpreadsDocument.of(result.overFolds()),
        result.overSeeds().map(SpreadsDocument::of),
        perFold(data),
        perRepeat,
        data.notes(),
        ProvenanceDocument.of(data.provenance()));
  }

  private static List<FoldDocument> perFold(CrossValidationData data) {
    List<FoldDocument> perFold = new ArrayList<>();
    for (int i = 0; i < data.calibrations().size(); i++) {
      CrossValidation.FoldEvaluation fold = data.result().folds().get(i);
      perFold.add(
          new FoldDocument(
              fold.repeat(),
              fold.fold(),
              fold.name(),
              data.calibrations().get(i).fitted().map(FoldCalibrationDocument::of),
              set(fold.evaluation())));
    }
    return perFold;
  }

  /**
   * Reads {@code cross-validation.json}.
   *
   * @throws XrayException if the file is not such a document
   * @throws IOException if it cannot be read
   */
  public static CrossValidationDocument read(Path file) throws IOException, XrayException {
    return Json.read(file, CrossValidationDocument.class);
  }

  /** Images out of fold are test images of the model that judges them. */
  private static SetDocument set(Evaluation evaluation) {
    return SetDocument.of("test", Optional.empty(), evaluation, List.of());
  }

  private static Map<String, Spread> byKey(Map<Metric, Spread> spreads) {
    Map<String, Spread> byKey = new TreeMap<>();
    spreads.forEach((metric, spread) -> byKey.put(metric.key(), spread));
    return byKey;
  }
}
