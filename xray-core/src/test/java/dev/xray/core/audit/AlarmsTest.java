package dev.xray.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  @Test
  void adjusted_p_values_are_those_of_statsmodels() throws Exception {
    JsonNode reference;
    try (InputStream in = AlarmsTest.class.getResourceAsStream("/reference/holm.json")) {
      reference = Json.MAPPER.readTree(in);
    }
    assertThat(reference.get("examples")).hasSizeGreaterThan(5);
    for (JsonNode example : reference.get("examples")) {
      double[] p = Json.MAPPER.convertValue(example.get("p"), double[].class);
      double[] adjusted = Json.MAPPER.convertValue(example.get("adjusted"), double[].class);
      boolean[] rejected = Json.MAPPER.convertValue(example.get("rejected"), boolean[].class);

      assertThat(Alarms.adjusted(p)).containsExactly(adjusted, within(1e-12));
      List<Check> checks = new ArrayList<>();
      for (int i = 0; i < p.length; i++) {
        checks.add(Checks.of("check" + i, 0.9, p[i]));
      }
      List<Alarms.Alarm> alarms = Alarms.of(checks);
      for (int i = 0; i < p.length; i++) {
        assertThat(alarms.get(i).raised()).as("%s at %s", example, i).isEqualTo(rejected[i]);
      }
    }
  }

  @Test
  void an_effect_within_its_limit_raises_no_alarm_however_certain_it_is() {
    assertThat(Alarms.of(List.of(Checks.of("small", 0.6, 0)))).noneMatch(Alarms.Alarm::raised);
    assertThat(Alarms.of(List.of(Checks.of("large", 0.61, 0)))).allMatch(Alarms.Alarm::raised);
  }

  /** Here statsmodels would reject: it takes p-values of exactly the error rate too. */
  @Test
  void a_p_value_of_exactly_the_error_rate_raises_no_alarm() {
    assertThat(Alarms.of(List.of(Checks.of("a", 0.9, 0.01))).get(0).raised()).isFalse();
    assertThat(Alarms.of(List.of(Checks.of("a", 0.9, Math.nextDown(0.01)))).get(0).raised())
        .isTrue();
  }

  @Test
  void more_checks_need_more_certainty() {
    Check check = Checks.of("a", 0.9, 0.006);

    assertThat(Alarms.of(List.of(check)).get(0).raised()).isTrue();
    assertThat(Alarms.of(List.of(check, Checks.of("b", 0.5, 0.5))).get(0).raised()).isFalse();
  }

  @Test
  void two_checks_of_one_name_are_a_bug() {
    assertThatThrownBy(() -> Alarms.of(List.of(Checks.of("a", 1, 0), Checks.of("a", 1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void a_correction_never_makes_a_check_more_certain_and_keeps_the_order(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] adjusted = Alarms.adjusted(p);

    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i]).isBetween(p[i], 1.0);
      for (int j = 0; j < p.length; j++) {
        if (p[i] < p[j]) {
          assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
        }
      }
    }
  }
}
