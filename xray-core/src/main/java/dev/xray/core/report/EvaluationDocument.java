package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Proportion;
import dev.xray.core.evaluation.Score;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.runtime.RuntimeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation.json}, whose schema is the resource {@code evaluation.schema.json} beside this
 * class. It carries no picture, no file name and no patient id, so it can be published where the
 * images cannot.
 *
 * @param schema identifier of the schema
 * @param formatVersion 1
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model
 * @param classes the two classes
 * @param audit whether anybody has checked what the result rests on
 * @param parts {@code training}, {@code validation} and {@code test}, as far as they were evaluated
 * @param provenance where model and data come from
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "audit",
  "parts",
  "provenance"
})
public record EvaluationDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    Audit audit,
    Map<String, PartDocument> parts,
    ProvenanceDocument provenance) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:evaluation:1";

  /** Name of the file. */
  public static final String FILE = "evaluation.json";

  /**
   * Whether the result was audited.
   *
   * @param status {@code not audited}
   */
  public record Audit(String status) {}

  /**
   * Figures of one part.
   *
   * @param images number of images
   * @param positives images of the positive class
   * @param negatives images of the negative class
   * @param patients different known patients
   * @param imagesWithoutPatient images whose patient is not known
   * @param independentImages false where a known patient has several images, which the intervals
   *     ignore
   * @param logLoss see {@link Evaluation#logLoss()}
   * @param rocAuc see {@link Evaluation#rocAuc()}
   * @param thresholds figures at each threshold
   */
  public record PartDocument(
      int images,
      int positives,
      int negatives,
      int patients,
      int imagesWithoutPatient,
      boolean independentImages,
      ScoreDocument logLoss,
      ScoreDocument rocAuc,
      List<ThresholdDocument> thresholds) {
    private static PartDocument of(Evaluation evaluation) {
      return new PartDocument(
          evaluation.images(),
          evaluation.positives(),
          evaluation.negatives(),
          evaluation.patients(),
          evaluation.withoutPatient(),
          !evaluation.repeatedPatients(),
          ScoreDocument.of(evaluation.logLoss()),
          ScoreDocument.of(evaluation.rocAuc()),
          evaluation.thresholds().stream().map(ThresholdDocument::of).toList());
    }
  }

  /**
   * Figures at one threshold.
   *
   * @param threshold a probability strictly greater is positive
   * @param confusion cases by truth and prediction
   * @param accuracy see {@link ConfusionMatrix#accuracy()}
   * @param sensitivity see {@link ConfusionMatrix#sensitivity()}
   * @param specificity see {@link ConfusionMatrix#specificity()}
   * @param ppv see {@link ConfusionMatrix#ppv()}
   * @param npv see {@link ConfusionMatrix#npv()}
   * @param f1 see {@link ConfusionMatrix#f1()}
   */
  public record ThresholdDocument(
      double threshold,
      ConfusionMatrix confusion,
      ProportionDocument accuracy,
      ProportionDocument sensitivity,
      ProportionDocument specificity,
      ProportionDocument ppv,
      ProportionDocument npv,
      ProportionDocument f1) {
    private static ThresholdDocument of(ThresholdEvaluation at) {
      return new ThresholdDocument(
          at.threshold(),
          at.confusion(),
          ProportionDocument.of(at.accuracy()),
          ProportionDocument.of(at.sensitivity()),
          ProportionDocument.of(at.specificity()),
          ProportionDocument.of(at.ppv()),
          ProportionDocument.of(at.npv()),
          ProportionDocument.of(at.f1()));
    }
  }

  /**
   * A share of cases.
   *
   * @param value null where it is undefined
   * @param reason why it is undefined
   * @param count cases that have the property
   * @param of all cases that could
   * @param interval confidence interval where there is a value
   */
  public record ProportionDocument(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double value,
      Optional<String> reason,
      int count,
      int of,
      Optional<Interval> interval) {
    private static ProportionDocument of(Proportion figure) {
      return new ProportionDocument(
          figure.value().isPresent() ? figure.value().getAsDouble() : null,
          figure.undefined(),
          figure.count(),
          figure.of(),
          figure.interval());
    }
  }

  /**
   * A figure of the probabilities themselves.
   *
   * @param value null where it is undefined
   * @param reason why it is undefined
   * @param positives positive cases it rests on
   * @param negatives negative cases it rests on
   */
  public record ScoreDocument(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double value,
      Optional<String> reason,
      int positives,
      int negatives) {
    private static ScoreDocument of(Score figure) {
      return new ScoreDocument(
          figure.value().isPresent() ? figure.value().getAsDouble() : null,
          figure.undefined(),
          figure.positives(),
          figure.negatives());
    }
  }

  /**
   * Where model and data come from.
   *
   * @param recipe name of the recipe
   * @param seed the one seed
   * @param settings every setting as it was used
   * @param digests hexadecimal SHA-256 of model, data and so on
   * @param versions of libraries
   * @param runtime what the network ran on
   * @param sources what each source gave, counts only
   */
  public record ProvenanceDocument(
      String recipe,
      long seed,
      Map<String, Object> settings,
      Map<String, String> digests,
      Map<String, String> versions,
      RuntimeInfo runtime,
      List<SourceDocument> sources) {
    private static ProvenanceDocument of(Provenance provenance) {
      return new ProvenanceDocument(
          provenance.recipe(),
          provenance.seed(),
          provenance.settings(),
          provenance.digests(),
          provenance.versions(),
          provenance.runtime(),
          provenance.sources().stream().map(SourceDocument::of).toList());
    }
  }

  /**
   * What a source gave; see {@link SourceCount}.
   *
   * @param source its name
   * @param label class of its images
   * @param where its filter
   * @param rows rows or files
   * @param matched those that its filter takes
   * @param missing how many of those have no image
   * @param repeated how many were taken already
   * @param sampledAway how many balancing left out
   * @param taken how many are in the data set
   */
  public record SourceDocument(
      String source,
      String label,
      Map<String, String> where,
      int rows,
      int matched,
      int missing,
      int repeated,
      int sampledAway,
      int taken) {
    private static SourceDocument of(SourceCount source) {
      return new SourceDocument(
          source.source(),
          source.label(),
          source.where(),
          source.rows(),
          source.matched(),
          source.missing().size(),
          source.repeated(),
          source.sampledAway(),
          source.taken());
    }
  }

  /** The document for a report. */
  public static EvaluationDocument of(ReportData data) {
    Map<String, PartDocument> parts = new TreeMap<>();
    data.parts()
        .forEach(
            (part, report) ->
                parts.put(
                    part.name().toLowerCase(Locale.ROOT), PartDocument.of(report.evaluation())));
    return new EvaluationDocument(
        SCHEMA,
        1,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        new Audit("not audited"),
        parts,
        ProvenanceDocument.of(data.provenance()));
  }

  /**
   * Reads {@code evaluation.json}.
   *
   * @throws XrayException if the file is not such a document
   * @throws IOException if it cannot be read
   */
  public static EvaluationDocument read(Path file) throws IOException, XrayException {
    return Json.read(file, EvaluationDocument.class);
  }
}
