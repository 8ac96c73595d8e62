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
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn 1.9.1 and SciPy 1.17.1: src/test/reference/metrics_reference.py. */
class EvaluatorReferenceTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> examples() throws IOException {
    return elements(reference().get("examples"))
        .map(example -> Arguments.of(example.get("name").asText(), example));
  }

  static Stream<Arguments> intervals() throws IOException {
    return elements(reference().get("wilson"))
        .map(one -> Arguments.of(one.get("count").asInt(), one.get("of").asInt(), one));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void scores_equal_scikit_learn(String name, JsonNode example) throws SettingException {
    Evaluation evaluation =
        Evaluator.evaluate(cases(example), Thresholds.DEFAULT, EvaluationSettings.defaults());

    assertSame(evaluation.score(Metric.LOG_LOSS), example.get("logLoss"));
    assertSame(evaluation.score(Metric.ROC_AUC), example.get("rocAuc"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void figures_at_each_threshold_equal_scikit_learn(String name, JsonNode example)
      throws SettingException {
    Evaluation evaluation =
        Evaluator.evaluate(cases(example), Thresholds.DEFAULT, EvaluationSettings.defaults());

    assertThat(evaluation.thresholds()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertSame(evaluation.thresholds().get(i), example.get("thresholds").get(i));
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("intervals")
  void wilson_intervals_equal_scipy(int count, int of, JsonNode expected) {
    Interval interval = new Share((double) count / of, of).wilson(0.95);

    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(TOLERANCE));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(TOLERANCE));
  }

  private static void assertSame(ThresholdEvaluation actual, JsonNode expected) {
    assertThat(actual.threshold()).isEqualTo(expected.get("threshold").asDouble());
    assertThat(actual.confusion())
        .isEqualTo(
            new ConfusionMatrix(
                expected.get("truePositives").asInt(),
                expected.get("falseNegatives").asInt(),
                expected.get("falsePositives").asInt(),
                expected.get("trueNegatives").asInt()));
    for (String figure : List.of("accuracy", "sensitivity", "specificity", "ppv", "npv", "f1")) {
      assertSame(actual.figure(Metric.ofKey(figure).orElseThrow()), expected.get(figure));
    }
  }

  private static void assertSame(Estimate actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(actual.value()).isEmpty();
      assertThat(actual.undefined()).isPresent();
      assertThat(actual.interval()).isEmpty();
    } else {
      assertThat(actual.undefined()).isEmpty();
      assertThat(actual.value().orElseThrow()).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }
  }

  private static List<Case> cases(JsonNode example) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < example.get("truth").size(); i++) {
      cases.add(
          new Case(
              example.get("truth").get(i).asInt() == 1,
              example.get("scores").get(i).asDouble(),
              Optional.empty()));
    }
    return cases;
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        EvaluatorReferenceTest.class.getResourceAsStream("/reference/metrics.json")) {
      return Json.MAPPER.readTree(in);
    }
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
