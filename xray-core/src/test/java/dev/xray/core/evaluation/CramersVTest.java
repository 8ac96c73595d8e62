package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CramersVTest {
  @Test
  void values_and_intervals_are_those_of_the_reference() throws Exception {
    JsonNode reference;
    try (InputStream in = getClass().getResourceAsStream("/reference/audit.json")) {
      reference = Json.MAPPER.readTree(in).get("cramersV");
    }
    assertThat(reference).hasSize(7);
    for (JsonNode example : reference) {
      List<CategoryCase> cases = new ArrayList<>();
      for (int row = 0; row < 2; row++) {
        JsonNode counts = example.get("table").get(row);
        for (int column = 0; column < counts.size(); column++) {
          for (int i = 0; i < counts.get(column).asInt(); i++) {
            cases.add(new CategoryCase(row == 1, "value " + column, Optional.empty()));
          }
        }
      }
      Estimate estimate = new CramersV(cases).estimate(0.95);
      Interval interval = estimate.interval().orElseThrow();

      assertThat(estimate.value().orElseThrow())
          .isCloseTo(example.get("v").asDouble(), within(1e-12));
      assertThat(interval.low()).isCloseTo(example.get("low").asDouble(), within(1e-8));
      assertThat(interval.high()).isCloseTo(example.get("high").asDouble(), within(1e-8));
      assertThat(interval.method()).isEqualTo(Method.NONCENTRAL_CHI_SQUARED);
    }
  }

  @Test
  void images_of_one_patient_count_once() {
    List<CategoryCase> single = new ArrayList<>();
    List<CategoryCase> threefold = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CategoryCase one =
          new CategoryCase(i % 2 == 0, i % 3 == 0 ? "a" : "b", Optional.of("patient " + i));
      single.add(one);
      threefold.addAll(List.of(one, one, one));
    }
    CramersV one = new CramersV(single);
    CramersV three = new CramersV(threefold);

    assertThat(three.estimate(0.95).value().orElseThrow())
        .isCloseTo(one.estimate(0.95).value().orElseThrow(), within(1e-12));
    assertThat(three.p(999, 1)).isEqualTo(one.p(999, 1));
    assertThat(three.estimate(0.95).support().images()).isEqualTo(120);
    assertThat(three.estimate(0.95).support().patients()).isEqualTo(40);
  }

  @Test
  void p_is_the_share_of_all_ways_to_deal_the_classes() {
    // Four a positive, four b negative: 2 of the 70 ways separate them, and chance finds these.
    List<CategoryCase> cases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      cases.add(new CategoryCase(i < 4, i < 4 ? "a" : "b", Optional.empty()));
    }

    assertThat(new CramersV(cases).p(99_999, 1)).isCloseTo(2 / 70.0, within(0.002));
  }

  @Test
  void what_has_one_value_or_one_class_is_undefined_with_a_reason() {
    CategoryCase positive = new CategoryCase(true, "a", Optional.empty());
    CategoryCase negative = new CategoryCase(false, "a", Optional.empty());

    assertThat(new CramersV(List.of(positive, negative)).estimate(0.95).undefined())
        .contains("all images have the same value");
    assertThat(new CramersV(List.of(positive, negative)).p(99, 1)).isEqualTo(1);
    assertThat(new CramersV(List.of(positive)).estimate(0.95).undefined())
        .contains("there are no negative images");
    assertThat(new CramersV(List.of()).estimate(0.95).undefined()).contains("there are no images");
  }

  @Test
  void scores_are_tested_by_all_ways_to_deal_the_classes_to_patients() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      cases.add(new Case(i < 4, i < 4 ? 0.9 - 0.01 * i : 0.1, Optional.empty()));
    }
    assertThat(PermutationTest.greater(cases, 99_999, 1)).isCloseTo(1 / 70.0, within(0.002));
    assertThat(PermutationTest.twoSided(cases, 99_999, 1)).isCloseTo(2 / 70.0, within(0.002));

    List<Case> ofTwoPatients =
        cases.stream()
            .map(
                one ->
                    new Case(one.positive(), one.probability(), Optional.of("p" + one.positive())))
            .toList();
    assertThat(PermutationTest.greater(ofTwoPatients, 9999, 1)).isCloseTo(0.5, within(0.03));
    assertThat(PermutationTest.greater(cases.subList(0, 4), 99, 1)).isEqualTo(1);
  }

  @Test
  void the_area_alone_is_that_among_all_scores() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      cases.add(new Case(i % 2 == 0, (i * 7 % 13) / 13.0, Optional.of("p" + i / 3)));
    }
    EvaluationSettings settings = EvaluationSettings.defaults();

    assertThat(Evaluator.rocAuc(cases, settings.confidence()))
        .isEqualTo(Evaluator.scores(cases, settings).get(Metric.ROC_AUC));
    assertThat(Evaluator.rocAuc(List.of(), 0.95).undefined()).contains("there are no images");
  }
}
