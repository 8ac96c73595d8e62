package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against statsmodels, SciPy and MLstatkit, see src/test/reference/paired_reference.py, and against
 * published examples.
 */
class PairedReferenceTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<JsonNode> mcnemar() throws IOException {
    return elements("mcnemar");
  }

  static Stream<JsonNode> newcombe() throws IOException {
    return elements("newcombe");
  }

  static Stream<Arguments> areas() throws IOException {
    return elements("areas").map(area -> Arguments.of(area.get("name").asText(), area));
  }

  static Stream<Arguments> resampled() throws IOException {
    return areas().filter(area -> ((JsonNode) area.get()[1]).has("bootstrap"));
  }

  @ParameterizedTest
  @MethodSource("mcnemar")
  void mcnemar_equals_statsmodels(JsonNode expected) {
    Difference.Discordant counts =
        new Difference.Discordant(
            expected.get("onlyCurrent").asInt(), expected.get("onlyBaseline").asInt());

    assertThat(McNemar.p(counts)).isCloseTo(expected.get("p").asDouble(), within(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("newcombe")
  void intervals_of_paired_shares_equal_those_from_statsmodels_wilson(JsonNode expected) {
    Interval interval =
        interval(
            expected.get("both").asInt(),
            expected.get("onlyCurrent").asInt(),
            expected.get("onlyBaseline").asInt(),
            expected.get("neither").asInt());

    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(TOLERANCE));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(TOLERANCE));
  }

  /**
   * Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency Tables, chapter 8, by
   * the authors' R package contingencytables: complete response before and after therapy.
   */
  @ParameterizedTest
  @CsvSource("59, 6, 16, 80, -0.1186, -0.0046")
  void intervals_of_paired_shares_equal_the_published_ones(
      int both, int first, int second, int neither, double low, double high) {
    Interval interval = interval(both, first, second, neither);

    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("areas")
  void areas_of_the_same_images_differ_as_by_delong_and_obuchowski(String name, JsonNode expected)
      throws Exception {
    Difference auc = compare(expected).scores().get(Metric.ROC_AUC);
    double variance = new PairedAuc(new PairedSample(cases(expected))).variance();

    assertThat(auc.value().orElseThrow())
        .isCloseTo(expected.get("difference").asDouble(), within(TOLERANCE));
    assertThat(variance).isCloseTo(expected.get("variance").asDouble(), within(TOLERANCE));
    assertThat(auc.test().orElseThrow().p())
        .isCloseTo(expected.get("p").asDouble(), within(TOLERANCE));
    boolean once = name.contains("1 a patient");
    assertThat(auc.test().orElseThrow().kind())
        .isEqualTo(once ? PairedTest.Kind.DELONG : PairedTest.Kind.OBUCHOWSKI);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("areas")
  void the_interval_of_a_difference_is_zous_of_the_two_areas_logit_intervals(
      String name, JsonNode expected) {
    JsonNode mover = expected.get("mover");
    PairedAuc auc = new PairedAuc(new PairedSample(cases(expected)));
    Interval interval = PairedEvaluator.rocAuc(cases(expected), 0.95).get(0);

    assertThat(auc.correlation()).isCloseTo(mover.get("correlation").asDouble(), within(TOLERANCE));
    assertThat(interval.low()).isCloseTo(mover.get("low").asDouble(), within(TOLERANCE));
    assertThat(interval.high()).isCloseTo(mover.get("high").asDouble(), within(TOLERANCE));
    assertThat(interval.method())
        .isEqualTo(
            name.contains("1 a patient")
                ? Method.MOVER_DELONG_PAIRED
                : Method.MOVER_OBUCHOWSKI_PAIRED);
  }

  /** Newcombe's bounds of an area of 1 with 25 and 25, 0.919 to 1, squared and added. */
  @Test
  void two_models_without_an_error_may_still_differ() {
    List<PairedCase> perfect =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new PairedCase(
                        i < 25, i < 25 ? 0.9 : 0.1, i < 25 ? 0.8 : 0.2, Optional.of("p" + i)))
            .toList();
    List<Interval> intervals = PairedEvaluator.rocAuc(perfect, 0.95);

    assertThat(intervals).hasSize(1);
    assertThat(intervals.get(0).low()).isCloseTo(-0.081, within(5e-4));
    assertThat(intervals.get(0).high()).isCloseTo(0.081, within(5e-4));
  }

  @Test
  void models_that_order_the_images_alike_have_no_interval() {
    List<PairedCase> alike =
        IntStream.range(0, 50)
            .mapToObj(
                i -> new PairedCase(i % 3 == 0, i / 50.0, i * i / 2500.0, Optional.of("p" + i)))
            .toList();

    assertThat(PairedEvaluator.rocAuc(alike, 0.95)).isEmpty();
  }

  @Test
  void there_is_no_area_of_one_class() {
    List<PairedCase> positives = List.of(new PairedCase(true, 0.5, 0.6, Optional.empty()));

    assertThatThrownBy(() -> PairedEvaluator.rocAuc(positives, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no ROC AUC of one class");
  }

  /** Two random generators: the bounds may differ by what 2,000 and 4,000 draws leave open. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("resampled")
  void bootstrap_intervals_are_those_of_scipy(String name, JsonNode expected) throws Exception {
    PairedEvaluation found = compare(expected);

    for (Metric metric :
        List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.PPV)) {
      Difference difference =
          metric.atThreshold()
              ? found.thresholds().get(0).figures().get(metric)
              : found.scores().get(metric);
      Interval interval = difference.intervals().get(difference.intervals().size() - 1);
      JsonNode bounds = expected.get("bootstrap").get(metric.key());
      double width = bounds.get(1).asDouble() - bounds.get(0).asDouble();
      assertThat(interval.method()).isEqualTo(Method.BOOTSTRAP_PAIRED);
      assertThat(interval.low()).isCloseTo(bounds.get(0).asDouble(), within(0.06 * width));
      assertThat(interval.high()).isCloseTo(bounds.get(1).asDouble(), within(0.06 * width));
    }
  }

  private static Interval interval(int both, int onlyCurrent, int onlyBaseline, int neither) {
    PairedShares shares = new PairedShares(both + onlyCurrent + onlyBaseline + neither);
    int patient = 0;
    for (int i = 0; i < both; i++) {
      shares.add(patient++, true, true);
    }
    for (int i = 0; i < onlyCurrent; i++) {
      shares.add(patient++, true, false);
    }
    for (int i = 0; i < onlyBaseline; i++) {
      shares.add(patient++, false, true);
    }
    for (int i = 0; i < neither; i++) {
      shares.add(patient++, false, false);
    }
    return shares.newcombe(0.95);
  }

  private static PairedEvaluation compare(JsonNode example) throws Exception {
    return PairedEvaluator.compare(
        cases(example),
        List.of(new ThresholdPair(0.5, 0.5)),
        new EvaluationSettings(0.95, 2000, 1, OptionalDouble.empty()));
  }

  private static List<PairedCase> cases(JsonNode example) {
    List<PairedCase> cases = new ArrayList<>();
    for (int i = 0; i < example.get("truth").size(); i++) {
      cases.add(
          new PairedCase(
              example.get("truth").get(i).asInt() == 1,
              example.get("current").get(i).asDouble(),
              example.get("baseline").get(i).asDouble(),
              Optional.of(example.get("patients").get(i).asText())));
    }
    return cases;
  }

  private static Stream<JsonNode> elements(String name) throws IOException {
    try (InputStream in = PairedReferenceTest.class.getResourceAsStream("/reference/paired.json")) {
      return StreamSupport.stream(Json.MAPPER.readTree(in).get(name).spliterator(), false);
    }
  }
}
