package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against scikit-learn, statsmodels, SciPy, confidenceinterval and the formulas of the papers:
 * src/test/reference/intervals_reference.py, which says which is which.
 */
class IntervalReferenceTest {
  private static final double TOLERANCE = 1e-9;

  /**
   * Of a bootstrap bound, in standard errors of the mean. With 20,000 replicates a bound's own
   * standard deviation is about 0.02 of them where there are many patients, and more where there
   * are few.
   */
  private static final double BOOTSTRAP_TOLERANCE = 0.2;

  static Stream<Arguments> examples() throws IOException {
    return named("examples");
  }

  static Stream<Arguments> shares() throws IOException {
    return elements(reference().get("shares")).map(Arguments::of);
  }

  static Stream<Arguments> perfect() throws IOException {
    return elements(reference().get("newcombe")).map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void roc_auc_equals_delong_obuchowski_or_newcombe(String name, JsonNode example)
      throws SettingException {
    JsonNode expected = example.get("rocAuc");
    Estimate auc = evaluate(example).score(Metric.ROC_AUC);

    assertValue(auc, expected.get("value"));
    assertInterval(auc, expected.get("interval"));
    if (!expected.get("variance").isNull()) {
      assertThat(new RocAuc(new Sample(cases(example))).variance())
          .isCloseTo(expected.get("variance").asDouble(), within(1e-12));
    }
    if (!expected.get("delong").isNull()) {
      assertThat(new RocAuc(new Sample(cases(example))).variance())
          .isCloseTo(expected.get("delong").asDouble(), within(1e-7));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void pr_auc_equals_scikit_learn_with_and_without_each_patient(String name, JsonNode example)
      throws SettingException {
    Estimate auc = evaluate(example).score(Metric.PR_AUC);

    assertValue(auc, example.get("prAuc").get("value"));
    assertInterval(auc, example.get("prAuc").get("interval"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void calibration_equals_scikit_learn_and_numpy(String name, JsonNode example)
      throws SettingException {
    assertValue(evaluate(example).score(Metric.BRIER), example.get("brier"));
    assertValue(evaluate(example).score(Metric.ECE), example.get("ece"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void bootstrap_bounds_agree_with_numpy_within_the_noise(String name, JsonNode example)
      throws SettingException {
    Map<Metric, Estimate> scores =
        Evaluator.scores(
            cases(example), new EvaluationSettings(0.95, 20_000, 1, OptionalDouble.empty()));
    for (Metric metric : List.of(Metric.LOG_LOSS, Metric.BRIER)) {
      JsonNode expected = example.get("bootstrapT").get(metric.key());
      Interval interval = scores.get(metric).interval().orElseThrow();
      double tolerance = BOOTSTRAP_TOLERANCE * expected.get("error").asDouble();

      assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(tolerance));
      assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(tolerance));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void proportions_equal_statsmodels_on_the_effective_number(String name, JsonNode example)
      throws SettingException {
    for (JsonNode expected : example.get("thresholds")) {
      ThresholdEvaluation at = at(example, expected);
      for (String key : List.of("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1")) {
        Estimate figure = at.figure(Metric.ofKey(key).orElseThrow());
        JsonNode same = expected.get(key);
        assertValue(figure, same.get("value"));
        assertThat(figure.support().effective())
            .isCloseTo(same.get("effective").asDouble(), within(TOLERANCE));
        assertThat(figure.interval().orElseThrow().low())
            .isCloseTo(same.get("low").asDouble(), within(TOLERANCE));
        assertThat(figure.interval().orElseThrow().high())
            .isCloseTo(same.get("high").asDouble(), within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void figures_of_both_classes_equal_scikit_learn_and_mover(String name, JsonNode example)
      throws SettingException {
    for (JsonNode expected : example.get("thresholds")) {
      ThresholdEvaluation at = at(example, expected);
      for (Map.Entry<String, JsonNode> value : expected.get("values").properties()) {
        Estimate figure = at.figure(Metric.ofKey(value.getKey()).orElseThrow());
        assertValue(figure, value.getValue());
        assertInterval(figure, expected.get("mover").get(value.getKey()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shares")
  void intervals_of_shares_equal_statsmodels(JsonNode expected) {
    Share share =
        new Share(
            expected.get("count").asDouble() / expected.get("of").asInt(),
            expected.get("of").asInt());

    assertBounds(share.wilson(0.95), expected.get("wilson"));
    assertBounds(share.jeffreys(0.95), expected.get("jeffreys"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("perfect")
  void bounds_of_a_perfect_area_equal_those_that_scipy_finds(JsonNode expected) {
    boolean right = expected.get("area").asDouble() == 1;
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < expected.get("positives").asInt(); i++) {
      cases.add(new Case(true, right ? 0.75 : 0.25, Optional.empty()));
    }
    for (int i = 0; i < expected.get("negatives").asInt(); i++) {
      cases.add(new Case(false, 0.5, Optional.empty()));
    }
    Interval interval = new RocAuc(new Sample(cases)).interval(0.95);

    assertThat(interval.method()).isEqualTo(Method.NEWCOMBE);
    assertBounds(interval, expected.get("interval"));
  }

  @Test
  void delongs_error_of_hanley_and_mcneils_images_is_that_of_its_definition() throws IOException {
    JsonNode expected = reference().get("hanleyMcNeil");
    RocAuc auc = new RocAuc(new Sample(cases(expected)));
    double error = Math.sqrt(auc.variance());

    assertThat(auc.area()).isCloseTo(expected.get("area").asDouble(), within(5e-5));
    assertThat(error).isCloseTo(expected.get("error").asDouble(), within(5e-5));
    assertThat(auc.area() - Quantiles.twoSided(0.95) * error)
        .isCloseTo(expected.get("low").asDouble(), within(5e-6));
    assertThat(auc.area() + Quantiles.twoSided(0.95) * error)
        .isCloseTo(expected.get("high").asDouble(), within(5e-6));
  }

  private static void assertValue(Estimate actual, JsonNode expected) {
    assertThat(actual.value().orElseThrow()).isCloseTo(expected.asDouble(), within(TOLERANCE));
  }

  private static void assertInterval(Estimate actual, JsonNode expected) {
    assertBounds(actual.interval().orElseThrow(), expected);
  }

  private static void assertBounds(Interval actual, JsonNode expected) {
    assertThat(actual.low()).isCloseTo(expected.get(0).asDouble(), within(TOLERANCE));
    assertThat(actual.high()).isCloseTo(expected.get(1).asDouble(), within(TOLERANCE));
  }

  private static Evaluation evaluate(JsonNode example) throws SettingException {
    return Evaluator.evaluate(cases(example), Thresholds.DEFAULT, EvaluationSettings.defaults());
  }

  private static ThresholdEvaluation at(JsonNode example, JsonNode expected)
      throws SettingException {
    return Evaluator.atThreshold(
        cases(example),
        expected.get("threshold").asDouble(),
        new EvaluationSettings(0.95, 100, 1, OptionalDouble.of(0.1)));
  }

  private static List<Case> cases(JsonNode example) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < example.get("truth").size(); i++) {
      cases.add(
          new Case(
              example.get("truth").get(i).asInt() == 1,
              example.get("scores").get(i).asDouble(),
              Optional.ofNullable(example.get("patients"))
                  .map(patients -> "patient " + patients.get(cases.size()).asText())));
    }
    return cases;
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        IntervalReferenceTest.class.getResourceAsStream("/reference/intervals.json")) {
      return Json.MAPPER.readTree(in);
    }
  }

  private static Stream<Arguments> named(String array) throws IOException {
    return elements(reference().get(array))
        .map(example -> Arguments.of(example.get("name").asText(), example));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
