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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against SciPy: src/test/reference/temperature_reference.py. */
class TemperatureScalingTest {
  static Stream<Arguments> examples() throws IOException {
    try (InputStream json =
        TemperatureScalingTest.class.getResourceAsStream("/reference/temperature.json")) {
      return StreamSupport.stream(Json.MAPPER.readTree(json).get("examples").spliterator(), false)
          .map(example -> Arguments.of(example.get("name").asText(), example));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void the_temperature_equals_that_of_scipy(String name, JsonNode example) {
    List<LogitCase> cases = new ArrayList<>();
    for (int i = 0; i < example.get("logits").size(); i++) {
      cases.add(
          new LogitCase(
              example.get("labels").get(i).asInt() == 1, example.get("logits").get(i).asDouble()));
    }
    double temperature = TemperatureScaling.fit(cases).orElseThrow();

    assertThat(temperature).isCloseTo(example.get("temperature").asDouble(), within(1e-6));
    assertThat(TemperatureScaling.logLoss(cases, 1))
        .isCloseTo(example.get("logLossBefore").asDouble(), within(1e-12));
    assertThat(TemperatureScaling.logLoss(cases, temperature))
        .isCloseTo(example.get("logLossAfter").asDouble(), within(1e-12));
  }

  @Provide
  Arbitrary<List<LogitCase>> cases() {
    return Combinators.combine(
            Arbitraries.of(true, false), Arbitraries.doubles().between(-8, 8).ofScale(3))
        .as(LogitCase::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void no_other_temperature_is_better(@ForAll("cases") List<LogitCase> cases) {
    TemperatureScaling.fit(cases)
        .ifPresent(
            best -> {
              double loss = TemperatureScaling.logLoss(cases, best);
              for (double other = 0.05; other <= 20; other *= 1.1) {
                assertThat(loss)
                    .isLessThanOrEqualTo(TemperatureScaling.logLoss(cases, other) + 1e-12);
              }
            });
  }

  @Property
  void logits_twice_as_large_need_twice_the_temperature(@ForAll("cases") List<LogitCase> cases) {
    List<LogitCase> twice =
        cases.stream().map(one -> new LogitCase(one.positive(), 2 * one.logit())).toList();
    TemperatureScaling.fit(cases)
        .ifPresent(
            one ->
                TemperatureScaling.fit(twice)
                    .ifPresent(other -> assertThat(other).isCloseTo(2 * one, within(1e-6 * one))));
  }

  @Test
  void separated_classes_a_network_that_is_wrong_and_no_cases_have_no_temperature() {
    assertThat(TemperatureScaling.fit(List.of(one(true, 2), one(false, -1)))).isEmpty();
    assertThat(TemperatureScaling.fit(List.of(one(true, -2), one(false, 1)))).isEmpty();
    assertThat(TemperatureScaling.fit(List.of(one(true, 0), one(false, 0)))).isEmpty();
    assertThat(TemperatureScaling.fit(List.of())).isEmpty();
  }

  @Test
  void a_logit_is_finite() {
    assertThatThrownBy(() -> one(true, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  private static LogitCase one(boolean positive, double logit) {
    return new LogitCase(positive, logit);
  }
}
