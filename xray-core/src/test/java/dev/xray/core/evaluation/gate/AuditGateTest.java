package dev.xray.core.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Support;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on a figure of the audit. */
class AuditGateTest {
  private static final Support SUPPORT =
      new Support(120, 120, 120, OptionalInt.empty(), OptionalInt.empty());

  @Test
  void the_upper_bound_of_the_shortcut_is_held_against_a_limit() throws Exception {
    Measured clean = audited(shortcut(0.05, 0.01, 0.21));
    Measured planted = audited(shortcut(0.94, 0.9, 0.98));

    assertThat(check(clean, "upperBound", "0.3").status()).isEqualTo(GateResult.Status.PASSED);
    GateResult violated = check(planted, "upperBound", "0.3");
    assertThat(violated.status()).isEqualTo(GateResult.Status.VIOLATED);
    assertThat(violated.text())
        .contains(
            "upper bound of shortcut on test is 0.980, but must be at most 0.3",
            "value 0.940, 120 images, 95% interval 0.900 to 0.980");
    assertThat(check(planted, "maximum", "0.5").status()).isEqualTo(GateResult.Status.VIOLATED);
    assertThat(check(clean, "maximum", "0.5").status()).isEqualTo(GateResult.Status.PASSED);
    assertThat(check(clean, "minSupport", "121").status()).isEqualTo(GateResult.Status.VIOLATED);
  }

  @Test
  void its_approximate_bound_is_used_on_request_only() throws Exception {
    Gate strict =
        GateReader.read(
            "gates[0]", Map.of("metric", "shortcut", "upperBound", "0.3"), "normal", "covid");
    GateResult result =
        GateCheck.check(strict, audited(shortcut(0.05, 0.01, 0.21)), Optional.empty()).get(0);
    assertThat(result.status()).isEqualTo(GateResult.Status.UNDECIDED);
    assertThat(result.text()).contains("is approximate", "acceptApproximate");
  }

  @Test
  void without_an_audit_or_without_a_value_no_gate_passes() throws Exception {
    GateResult missing = check(measured(), "upperBound", "0.3");
    assertThat(missing.status()).isEqualTo(GateResult.Status.UNDECIDED);
    assertThat(missing.text()).contains("There is no audit of this very model", "xray:audit");

    Estimate undefined =
        new Estimate(
            OptionalDouble.empty(),
            Optional.of("the model guesses"),
            Optional.empty(),
            Optional.empty(),
            SUPPORT);
    GateResult none = check(audited(undefined), "upperBound", "0.3");
    assertThat(none.status()).isEqualTo(GateResult.Status.UNDECIDED);
    assertThat(none.text()).isEqualTo("shortcut on test has no value: the model guesses.");
  }

  @ParameterizedTest
  @CsvSource({"dataset,test", "slice,sex=F", "ofClass,covid", "threshold,0.5", "maxDrop,0.1"})
  void what_the_audit_cannot_tell_has_no_place_in_such_a_gate(String element, String value) {
    Map<String, String> written =
        new TreeMap<>(Map.of("metric", "shortcut", "maximum", "0.5", element, value));
    assertThatThrownBy(() -> GateReader.read("gates[0]", written, "normal", "covid"))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("gates[0]." + element, "has no place here");
  }

  @Test
  void a_limit_that_every_figure_meets_is_refused_and_the_metric_is_listed() {
    assertThatThrownBy(() -> gate("maximum", "1"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("which every shortcut meets");
    assertThatThrownBy(
            () -> GateReader.read("gates[0]", Map.of("metric", "shorcut"), "normal", "covid"))
        .hasMessageContainingAll("'shorcut'", "brier", "shortcut");
  }

  private static GateResult check(Measured measured, String bound, String limit)
      throws SettingException {
    return GateCheck.check(gate(bound, limit), measured, Optional.empty()).get(0);
  }

  private static Gate gate(String bound, String limit) throws SettingException {
    return GateReader.read(
        "gates[0]",
        Map.of("metric", "shortcut", bound, limit, "acceptApproximate", "true"),
        "normal",
        "covid");
  }

  private static Measured audited(Estimate shortcut) {
    return measured().with(Map.of(AuditMetric.SHORTCUT, shortcut));
  }

  private static Measured measured() {
    return new Measured("evaluation.json", "d", Optional.empty(), Map.of());
  }

  private static Estimate shortcut(double value, double low, double high) {
    return new Estimate(
        OptionalDouble.of(value),
        Optional.empty(),
        Optional.of(new Interval(low, high, 0.95, Method.BOOTSTRAP_PAIRED)),
        Optional.empty(),
        SUPPORT);
  }
}
