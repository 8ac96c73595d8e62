package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Difference;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.PairedEvaluation;
import dev.xray.core.evaluation.PairedTest;
import dev.xray.core.evaluation.PairedThreshold;
import dev.xray.core.evaluation.gate.SliceName;
import dev.xray.core.report.EvaluationDocument.ChosenThresholdDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code comparison.json}, whose schema is the resource {@code comparison.schema.json} beside this
 * class. It carries counts and figures only: no picture, no file name, no patient.
 *
 * @param schema identifier of the schema
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link dev.xray.core.Disclaimer#TEXT}
 * @param current the evaluation of this build
 * @param baseline the one it is compared with
 * @param images how the test sets overlap; absent where a table of predictions is missing
 * @param sameTestSet whether both have tested the same images with the same labels
 * @param warnings what a reader must know first
 * @param wholeSets figures of either's whole test set, side by side
 * @param paired differences on the images that both have tested; absent where there are none
 * @param externalSets the same of every external set that both have, by name
 * @param slices the same of every slice of the test set that both have, in the order of the current
 *     evaluation
 * @param onlyCurrent what just the current evaluation has
 * @param onlyBaseline what just the baseline has
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "current",
  "baseline",
  "images",
  "sameTestSet",
  "warnings",
  "wholeSets",
  "paired",
  "externalSets",
  "slices",
  "onlyCurrent",
  "onlyBaseline"
})
public record ComparisonDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    Subject current,
    Subject baseline,
    Optional<Images> images,
    boolean sameTestSet,
    List<String> warnings,
    WholeSets wholeSets,
    Optional<Paired> paired,
    List<SetComparison> externalSets,
    List<SliceComparison> slices,
    Unmatched onlyCurrent,
    Unmatched onlyBaseline) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:comparison:1";

  /** Version of the format. */
  public static final int VERSION = 1;

  /** Name of the file. */
  public static final String FILE = "comparison.json";

  /** Everything that is compared image by image. */
  Stream<Paired> allPaired() {
    return Stream.of(
            paired.stream(),
            externalSets.stream().flatMap(set -> set.paired().stream()),
            slices.stream().flatMap(slice -> slice.paired().stream()))
        .flatMap(found -> found);
  }

  /**
   * One of the evaluations.
   *
   * @param origin what a reader calls it
   * @param name of its model
   * @param classes its classes
   * @param chosenThreshold its chosen threshold, where one was
   * @param thresholds at which it was evaluated
   * @param digests of model, data and so on
   */
  public record Subject(
      String origin,
      String name,
      Classes classes,
      Optional<ChosenThresholdDocument> chosenThreshold,
      List<Double> thresholds,
      Map<String, String> digests) {
    static Subject of(Compared one) {
      return new Subject(
          one.origin(),
          one.evaluation().name(),
          one.evaluation().classes(),
          one.evaluation().chosenThreshold(),
          one.thresholds(),
          one.evaluation().provenance().digests());
    }
  }

  /**
   * How two test sets overlap. Images are told apart by their pixels.
   *
   * @param current different images in the current test set
   * @param baseline different images in the baseline's
   * @param common images in both
   * @param labelsDiffer of those, how many have another label here than there
   * @param learnedByBaseline current test images from which the baseline has learned
   * @param learnedByCurrent the baseline's test images from which the current model has learned
   * @param commonLearned common images of one label from which one of the models has learned
   * @param repeated rows left out since their pixels were there already
   * @param paired images on which the tests rest
   */
  public record Images(
      int current,
      int baseline,
      int common,
      int labelsDiffer,
      int learnedByBaseline,
      int learnedByCurrent,
      int commonLearned,
      int repeated,
      int paired) {
    boolean same() {
      return common == current && common == baseline && labelsDiffer == 0;
    }
  }

  /**
   * A set of images that both have evaluated.
   *
   * @param name its name in both
   * @param images how the two overlap; absent where a table of predictions is missing
   * @param sameImages whether both have evaluated the same images with the same labels
   * @param wholeSets figures of either's whole set, side by side
   * @param paired differences on the images that both have evaluated; absent where there are none
   */
  public record SetComparison(
      String name,
      Optional<Images> images,
      boolean sameImages,
      WholeSets wholeSets,
      Optional<Paired> paired) {}

  /**
   * Images of the test set that have one value in a column. A published table does not say which
   * those are, since sex, age and view together can point at a person; what is tested are common
   * images that the current evaluation puts there.
   *
   * @param column such as {@code sex}
   * @param value such as {@code F}
   * @param tooSmall whether it has too few images for a statement, here, there or in common
   * @param current images of the current slice
   * @param baseline images of the baseline's
   * @param wholeSets figures of either's whole slice, side by side
   * @param paired differences on common images; absent where there are none, or where nothing says
   *     which images those are
   */
  public record SliceComparison(
      String column,
      String value,
      boolean tooSmall,
      Count current,
      Count baseline,
      WholeSets wholeSets,
      Optional<Paired> paired) {
    SliceName name() {
      return new SliceName(column, value);
    }
  }

  /**
   * Images of a slice.
   *
   * @param images number of images
   * @param positives images of the positive class
   * @param negatives images of the negative class
   */
  public record Count(int images, int positives, int negatives) {
    static Count of(SliceDocument slice) {
      return new Count(slice.images(), slice.positives(), slice.negatives());
    }
  }

  /**
   * What the other evaluation does not have, and is not compared.
   *
   * @param externalSets names of external sets
   * @param slices slices of the test set, such as {@code sex=F}
   */
  public record Unmatched(List<String> externalSets, List<String> slices) {}

  /**
   * Figures of the whole test sets. Where the sets differ, so may the figures of one model.
   *
   * @param scores by {@link Metric#key()}
   * @param thresholds at each threshold of either
   */
  public record WholeSets(Map<String, Beside> scores, List<BesideAt> thresholds) {}

  /**
   * Figures at a threshold.
   *
   * @param threshold a probability strictly greater is positive
   * @param figures by {@link Metric#key()}
   */
  public record BesideAt(double threshold, Map<String, Beside> figures) {}

  /**
   * A figure of both.
   *
   * @param current absent where it was not evaluated
   * @param baseline absent where it was not evaluated
   */
  public record Beside(Optional<EstimateDocument> current, Optional<EstimateDocument> baseline) {}

  /**
   * Differences on the same images.
   *
   * @param images on which they rest
   * @param positives images of the positive class
   * @param negatives images of the negative class
   * @param patients different known patients
   * @param imagesWithoutPatient images whose patient is not known
   * @param bootstrap number of bootstrap replicates
   * @param seed of the bootstrap
   * @param scores by {@link Metric#key()}
   * @param thresholds at each pair of thresholds
   */
  public record Paired(
      int images,
      int positives,
      int negatives,
      int patients,
      int imagesWithoutPatient,
      int bootstrap,
      long seed,
      Map<String, DifferenceDocument> scores,
      List<PairedAt> thresholds) {
    static Paired of(PairedEvaluation evaluation, int bootstrap, long seed) {
      return new Paired(
          evaluation.current().images(),
          evaluation.current().positives(),
          evaluation.current().negatives(),
          evaluation.current().patients(),
          evaluation.current().withoutPatient(),
          bootstrap,
          seed,
          DifferenceDocument.of(evaluation.scores()),
          evaluation.thresholds().stream().map(PairedAt::of).toList());
    }

    boolean repeatedPatients() {
      return patients < images - imagesWithoutPatient;
    }
  }

  /**
   * Differences at a pair of thresholds.
   *
   * @param current threshold of the current model
   * @param baseline threshold of the baseline
   * @param figures by {@link Metric#key()}
   */
  public record PairedAt(double current, double baseline, Map<String, DifferenceDocument> figures) {
    private static PairedAt of(PairedThreshold at) {
      return new PairedAt(
          at.thresholds().current(),
          at.thresholds().baseline(),
          DifferenceDocument.of(at.figures()));
    }
  }

  /**
   * A difference; see {@link Difference}.
   *
   * @param current value of the current model
   * @param baseline value of the baseline
   * @param difference current minus baseline; null where one is undefined
   * @param intervals of the difference, the one to go by first
   * @param noInterval why there is none
   * @param onlyCurrentRight images on which just the current model is right
   * @param onlyBaselineRight images on which just the baseline is right
   * @param test of no difference
   */
  public record DifferenceDocument(
      OptionalDouble current,
      OptionalDouble baseline,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double difference,
      List<IntervalDocument> intervals,
      Optional<String> noInterval,
      OptionalInt onlyCurrentRight,
      OptionalInt onlyBaselineRight,
      Optional<TestDocument> test) {
    static DifferenceDocument of(Difference one) {
      return new DifferenceDocument(
          one.current().value(),
          one.baseline().value(),
          one.value().isPresent() ? one.value().getAsDouble() : null,
          one.intervals().stream().map(IntervalDocument::of).toList(),
          one.noInterval(),
          one.discordant()
              .map(counts -> OptionalInt.of(counts.onlyCurrent()))
              .orElse(OptionalInt.empty()),
          one.discordant()
              .map(counts -> OptionalInt.of(counts.onlyBaseline()))
              .orElse(OptionalInt.empty()),
          one.test().map(TestDocument::of));
    }

    private static Map<String, DifferenceDocument> of(Map<Metric, Difference> figures) {
      Map<String, DifferenceDocument> documents = new TreeMap<>();
      figures.forEach((metric, figure) -> documents.put(metric.key(), of(figure)));
      return documents;
    }
  }

  /**
   * A test; see {@link PairedTest}.
   *
   * @param kind which test
   * @param p two-sided p-value
   * @param takesImagesForIndependent whether it does not hold where a patient has several images
   */
  public record TestDocument(PairedTest.Kind kind, double p, boolean takesImagesForIndependent) {
    private static TestDocument of(PairedTest test) {
      return new TestDocument(test.kind(), test.p(), !test.kind().allowsForRepeats());
    }
  }
}
