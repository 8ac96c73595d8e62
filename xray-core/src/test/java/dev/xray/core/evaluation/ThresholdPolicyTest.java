package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "fixed, fixed",
    "' Youden ', youden",
    "sensitivity>=0.95, sensitivity>=0.95",
    "Sensitivity >= 95%, sensitivity>=0.95",
    "specificity>=0.90, specificity>=0.9",
    "sensitivity>=1, sensitivity>=1",
    "cost=5, cost=5",
    "COST = 0.25, cost=0.25"
  })
  void a_policy_is_read_as_it_is_written_and_has_one_spelling(String written, String text)
      throws SettingException {
    ThresholdPolicy policy = ThresholdPolicy.parse(written);

    assertThat(policy.text()).isEqualTo(text);
    assertThat(ThresholdPolicy.parse(text)).isEqualTo(policy);
  }

  @Test
  void all_but_fixed_choose() throws SettingException {
    assertThat(ThresholdPolicy.parse("fixed").chooses()).isFalse();
    assertThat(ThresholdPolicy.parse("youden").chooses()).isTrue();
    assertThat(ThresholdPolicy.parse("cost=5").value()).isEqualTo(OptionalDouble.of(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.5",
        "sensitivity",
        "sensitivity=0.9",
        "sensitivity>0.9",
        "ppv>=0.9",
        "cost"
      })
  void what_is_no_policy_is_refused_with_those_that_exist(String text) {
    assertThatThrownBy(() -> ThresholdPolicy.parse(text))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("threshold"))
        .hasMessageContainingAll("'" + text + "'", "sensitivity>=0.95", "youden", "cost=5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sensitivity>=0",
        "sensitivity>=1.01",
        "sensitivity>=95",
        "specificity>=x",
        "cost=0",
        "cost=-1",
        "cost=infinity",
        "cost=nan"
      })
  void a_number_out_of_range_is_refused(String text) {
    assertThatThrownBy(() -> ThresholdPolicy.parse(text))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(text.replaceAll(".*=", ""));
  }
}
