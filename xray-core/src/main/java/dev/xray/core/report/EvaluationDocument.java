package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ReliabilityBin;
import dev.xray.core.evaluation.Support;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.runtime.RuntimeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
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
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model
 * @param classes the two classes
 * @param audit whether the result was audited, and what the audit came to
 * @param chosenThreshold the threshold that was chosen for use, where one was
 * @param calibration what calibration did to the test set, where the model is calibrated
 * @param sets {@code test} and, as far as they were evaluated, {@code training}, {@code validation}
 *     and external ones by their names
 * @param provenance where model and data come from
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "audit",
  "chosenThreshold",
  "calibration",
  "sets",
  "provenance"
})
public record EvaluationDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    AuditStatus audit,
    Optional<ChosenThresholdDocument> chosenThreshold,
    Optional<CalibrationDocument> calibration,
    Map<String, SetDocument> sets,
    ProvenanceDocument provenance) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:evaluation:2";

  /** Version of the format. */
  public static final int VERSION = 2;

  /** Name of the file. */
  public static final String FILE = "evaluation.json";

  /**
   * The threshold that was chosen for use.
   *
   * @param value in [0, 1]
   * @param policy the rule that chose it, such as {@code sensitivity>=0.95}
   * @param chosenOn the images it was chosen on, such as {@code validation}
   * @param note that its figures on the test set are optimistic, where it was chosen there
   */
  public record ChosenThresholdDocument(
      double value, String policy, String chosenOn, Optional<String> note) {
    private static ChosenThresholdDocument of(ChosenThreshold chosen) {
      return new ChosenThresholdDocument(
          chosen.value(),
          chosen.policy(),
          chosen.chosenOn(),
          chosen.needsCaution() ? Optional.of(chosen.chosenOnText()) : Optional.empty());
    }

    /** The sentence for readers, as {@link ChosenThreshold#chosenOnText()} has it. */
    String chosenOnText() {
      return note.orElse("chosen on the " + chosenOn + " set");
    }
  }

  /**
   * What calibration did to the test set.
   *
   * @param method {@code temperature}
   * @param temperature by which every logit is divided
   * @param fittedOn the images it was fitted on, such as {@code validation}
   * @param images how many they were
   * @param before how good the probabilities of the test set are without it
   * @param after and with it
   */
  public record CalibrationDocument(
      String method,
      double temperature,
      String fittedOn,
      int images,
      CalibratedDocument before,
      CalibratedDocument after) {
    private static CalibrationDocument of(CalibrationReport report, Evaluation after) {
      return new CalibrationDocument(
          report.fitted().method(),
          report.fitted().temperature(),
          report.fitted().fittedOn(),
          report.fitted().images(),
          CalibratedDocument.of(report.before()),
          CalibratedDocument.of(after));
    }
  }

  /**
   * How good probabilities are.
   *
   * @param scores log loss, Brier score and expected calibration error by {@link Metric#key()}
   * @param reliability bins of the reliability diagram that have images
   */
  public record CalibratedDocument(
      Map<String, EstimateDocument> scores, List<ReliabilityBin> reliability) {
    private static CalibratedDocument of(Evaluation evaluation) {
      Map<Metric, Estimate> scores = new EnumMap<>(evaluation.scores());
      scores.keySet().retainAll(EnumSet.of(Metric.LOG_LOSS, Metric.BRIER, Metric.ECE));
      return new CalibratedDocument(EstimateDocument.of(scores), evaluation.reliability());
    }
  }

  /**
   * Figures of one set of images.
   *
   * @param role {@code training}, {@code validation}, {@code test} or {@code external}
   * @param caution what must be known before the figures are read, where there is anything: that in
   *     an external set class equals source
   * @param images number of images
   * @param positives images of the positive class
   * @param negatives images of the negative class
   * @param patients different known patients
   * @param imagesWithoutPatient images whose patient is not known
   * @param scores figures that need no threshold, by {@link Metric#key()}
   * @param thresholds figures at each threshold
   * @param reliability bins of the reliability diagram that have images
   * @param slices figures of groups of these images
   */
  public record SetDocument(
      String role,
      Optional<String> caution,
      int images,
      int positives,
      int negatives,
      int patients,
      int imagesWithoutPatient,
      Map<String, EstimateDocument> scores,
      List<ThresholdDocument> thresholds,
      List<ReliabilityBin> reliability,
      List<SliceDocument> slices) {
    /** The document of a set. */
    static SetDocument of(String role, PartReport report) {
      return of(role, report.caution(), report.evaluation(), report.slices());
    }

    static SetDocument of(
        String role, Optional<String> caution, Evaluation evaluation, List<SliceReport> slices) {
      return new SetDocument(
          role,
          caution,
          evaluation.images(),
          evaluation.positives(),
          evaluation.negatives(),
          evaluation.patients(),
          evaluation.withoutPatient(),
          EstimateDocument.of(evaluation.scores()),
          evaluation.thresholds().stream().map(ThresholdDocument::of).toList(),
          evaluation.reliability(),
          slices.stream().map(SliceDocument::of).toList());
    }
  }

  /**
   * Figures of the images of a set that have one value in a column.
   *
   * @param column such as {@code sex}
   * @param value such as {@code F}
   * @param tooSmall whether there are too few images for a statement
   * @param images number of images
   * @param positives images of the positive class
   * @param negatives images of the negative class
   * @param patients different known patients
   * @param imagesWithoutPatient images whose patient is not known
   * @param scores figures that need no threshold, by {@link Metric#key()}
   * @param thresholds figures at each threshold
   */
  public record SliceDocument(
      String column,
      String value,
      boolean tooSmall,
      int images,
      int positives,
      int negatives,
      int patients,
      int imagesWithoutPatient,
      Map<String, EstimateDocument> scores,
      List<ThresholdDocument> thresholds) {
    /** The document of a slice. */
    static SliceDocument of(SliceReport slice) {
      Evaluation evaluation = slice.evaluation();
      return new SliceDocument(
          slice.column(),
          slice.value(),
          slice.tooSmall(),
          evaluation.images(),
          evaluation.positives(),
          evaluation.negatives(),
          evaluation.patients(),
          evaluation.withoutPatient(),
          EstimateDocument.of(evaluation.scores()),
          evaluation.thresholds().stream().map(ThresholdDocument::of).toList());
    }
  }

  /**
   * Figures at one threshold.
   *
   * @param threshold a probability strictly greater is positive
   * @param confusion cases by truth and prediction
   * @param figures by {@link Metric#key()}
   */
  public record ThresholdDocument(
      double threshold, ConfusionMatrix confusion, Map<String, EstimateDocument> figures) {
    private static ThresholdDocument of(ThresholdEvaluation at) {
      return new ThresholdDocument(
          at.threshold(), at.confusion(), EstimateDocument.of(at.figures()));
    }
  }

  /**
   * A figure; see {@link Estimate}.
   *
   * @param value null where it is undefined
   * @param reason why it is undefined
   * @param interval its confidence interval
   * @param noInterval why there is a value without an interval
   * @param support on what it rests
   */
  public record EstimateDocument(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double value,
      Optional<String> reason,
      Optional<IntervalDocument> interval,
      Optional<String> noInterval,
      Support support) {
    static EstimateDocument of(Estimate figure) {
      return new EstimateDocument(
          figure.value().isPresent() ? figure.value().getAsDouble() : null,
          figure.undefined(),
          figure.interval().map(IntervalDocument::of),
          figure.noInterval(),
          figure.support());
    }

    private static Map<String, EstimateDocument> of(Map<Metric, Estimate> figures) {
      Map<String, EstimateDocument> documents = new TreeMap<>();
      figures.forEach((metric, figure) -> documents.put(metric.key(), of(figure)));
      return documents;
    }
  }

  /**
   * A confidence interval; see {@link Interval}.
   *
   * @param low lower bound
   * @param high upper bound
   * @param confidence such as 0.95
   * @param method how it was computed
   * @param approximate whether it is known to cover the truth too rarely
   */
  public record IntervalDocument(
      double low, double high, double confidence, Method method, boolean approximate) {
    /** The document of an interval. */
    static IntervalDocument of(Interval interval) {
      return new IntervalDocument(
          interval.low(),
          interval.high(),
          interval.confidence(),
          interval.method(),
          interval.approximate());
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
   * @param licences how many images of each class have which licence
   */
  public record ProvenanceDocument(
      String recipe,
      long seed,
      Map<String, Object> settings,
      Map<String, String> digests,
      Map<String, String> versions,
      RuntimeInfo runtime,
      List<SourceDocument> sources,
      List<LicenceCount> licences) {
    static ProvenanceDocument of(Provenance provenance) {
      return new ProvenanceDocument(
          provenance.recipe(),
          provenance.seed(),
          provenance.settings(),
          provenance.digests(),
          provenance.versions(),
          provenance.runtime(),
          provenance.sources().stream().map(SourceDocument::of).toList(),
          provenance.licences());
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
    static SourceDocument of(SourceCount source) {
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

  /** The same, otherwise audited. */
  EvaluationDocument with(AuditStatus other) {
    return new EvaluationDocument(
        schema,
        formatVersion,
        disclaimer,
        name,
        classes,
        other,
        chosenThreshold,
        calibration,
        sets,
        provenance);
  }

  /** The document for a report. */
  public static EvaluationDocument of(ReportData data) {
    Map<String, SetDocument> sets = new TreeMap<>();
    data.parts()
        .forEach(
            (part, report) -> {
              String role = part.name().toLowerCase(Locale.ROOT);
              sets.put(role, SetDocument.of(role, report));
            });
    data.externals().forEach((name, report) -> sets.put(name, SetDocument.of("external", report)));
    return new EvaluationDocument(
        SCHEMA,
        VERSION,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        data.audit(),
        data.chosenThreshold().map(ChosenThresholdDocument::of),
        data.calibration().map(report -> CalibrationDocument.of(report, data.test().evaluation())),
        sets,
        ProvenanceDocument.of(data.provenance()));
  }

  /**
   * Reads {@code evaluation.json}.
   *
   * @throws XrayException if the file is not such a document, or one of another format
   * @throws IOException if it cannot be read
   */
  public static EvaluationDocument read(Path file) throws IOException, XrayException {
    JsonNode version = Json.read(file, JsonNode.class).path("formatVersion");
    if (!version.isInt()) {
      throw new XrayException(file + " is no evaluation.json: it has no formatVersion.");
    }
    if (version.intValue() != VERSION) {
      throw new XrayException(
          file
              + " is an evaluation of format "
              + version.intValue()
              + ", but this version of xray reads format "
              + VERSION
              + ". Evaluate that model again with this version: mvn xray:evaluate"
              + " -Dxray.model=<its file or coordinates>, which leaves its evaluation.json in"
              + " evaluation-of-<its name>.");
    }
    return Json.read(file, EvaluationDocument.class);
  }
}
