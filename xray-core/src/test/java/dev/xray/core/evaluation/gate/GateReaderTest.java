package dev.xray.core.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.MeasuredAudit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateReaderTest {
  @Test
  void the_example_of_the_design_is_read() throws SettingException {
    Gate gate = read(Map.of("metric", "sensitivity", "threshold", "0.45", "lowerBound", "0.75"));

    assertThat(gate.metric()).isEqualTo(Metric.SENSITIVITY);
    assertThat(gate.scope().dataset()).isEqualTo("test");
    assertThat(gate.scope().threshold()).contains(new BigDecimal("0.45"));
    assertThat(gate.demands())
        .containsExactly(new Demand(Bound.LOWER_BOUND, new BigDecimal("0.75")));
    assertThat(gate.title(gate.demands().get(0)))
        .isEqualTo("sensitivity on test at threshold 0.45: lowerBound 0.75");
  }

  @ParameterizedTest
  @CsvSource({"90%,0.90", "0.90,0.90", "90.5%,0.905", " 5 % ,0.05", ".5,0.5", "1,1"})
  void a_share_may_be_written_as_a_percentage(String written, String number)
      throws SettingException {
    Gate gate = read(Map.of("metric", "rocAuc", "minimum", written));

    assertThat(gate.demands().get(0).limit()).isEqualTo(new BigDecimal(number));
  }

  @Test
  void all_that_a_gate_can_have_is_read() throws SettingException {
    Gate gate =
        read(
            Map.of(
                "metric", "specificity",
                "minimum", "0.5",
                "maximum", "0.99",
                "minSupport", "30",
                "maxDrop", "2%",
                "dataset", "elsewhere",
                "slice", "age=40 = 59",
                "acceptApproximate", "true",
                "baseline", "1.0",
                "requireBaseline", "true"));

    assertThat(gate.demands())
        .extracting(Demand::bound)
        .containsExactly(Bound.MINIMUM, Bound.MAXIMUM, Bound.MIN_SUPPORT, Bound.MAX_DROP);
    assertThat(gate.scope().dataset()).isEqualTo("elsewhere");
    assertThat(gate.scope().slice()).contains(new SliceName("age", "40 = 59"));
    assertThat(gate.acceptApproximate()).isTrue();
    assertThat(gate.baseline()).isEqualTo(Optional.of("1.0"));
    assertThat(gate.requireBaseline()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sensitivity,normal,SPECIFICITY",
    "specificity,normal,SENSITIVITY",
    "ppv,normal,NPV",
    "npv,normal,PPV",
    "ppvAtPrevalence,normal,NPV_AT_PREVALENCE",
    "sensitivity,covid,SENSITIVITY",
    "f1,covid,F1"
  })
  void a_metric_of_the_negative_class_is_its_mirror_image(
      String metric, String ofClass, Metric read) throws SettingException {
    assertThat(read(Map.of("metric", metric, "ofClass", ofClass, "minimum", "0.5")).metric())
        .isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f1|normal|f1 is evaluated for covid alone. Gate sensitivity and ppv of normal instead.",
        "accuracy|covid|accuracy speaks of both classes. Leave it out.",
        "rocAuc|normal|rocAuc speaks of both classes. Leave it out.",
        "sensitivity|pneumonia|is 'pneumonia', but the classes are normal and covid."
      })
  void a_class_of_which_the_metric_does_not_speak_is_an_error(
      String metric, String ofClass, String words) {
    fails("gates[0].ofClass", words, "metric", metric, "ofClass", ofClass, "minimum", "0.5");
  }

  @Test
  void a_gate_without_a_metric_or_with_an_unknown_one_lists_them() {
    fails("gates[0].metric", "is missing: name one of sensitivity, ", "minimum", "0.5");
    fails("gates[0].metric", "is 'auc', but must be one of", "metric", "auc", "minimum", "0.5");
  }

  @Test
  void a_gate_that_asks_for_nothing_is_an_error() {
    fails(
        "gates[0]",
        "asks for nothing: give it one of minimum, maximum, lowerBound, upperBound, minSupport,"
            + " maxDrop.",
        "metric",
        "accuracy");
  }

  @Test
  void a_threshold_is_refused_where_the_metric_has_none() {
    fails(
        "gates[0].threshold",
        "rocAuc is of the probabilities themselves. Leave it out.",
        "metric",
        "rocAuc",
        "threshold",
        "0.5",
        "minimum",
        "0.9");
  }

  @ParameterizedTest
  @CsvSource({
    "minimum,1.5,'is 1.5, but must be between 0 and 1.00.'",
    "minimum,150%,'is 150%, but must be between 0 and 1.00.'",
    "minimum,'0,9','must be a number, such as 0.90, which is also 90%'",
    "minimum,NaN,must be a number",
    "minimum,0,'is 0, which every sensitivity meets.'",
    "maximum,1,'is 1, which every sensitivity meets.'",
    "lowerBound,1,'is 1, which no interval reaches, however many cases there are.'",
    "upperBound,0,'is 0, which no interval reaches'",
    "minSupport,0,must be a whole number from 1 up",
    "minSupport,2.5,must be a whole number from 1 up",
    "maxDrop,-0.1,must be between 0 and 1.00",
    "minimum,0.1234567890123,has more than 12 decimals",
    "minimum,' ',is empty",
    "threshold,1.5,must be between 0 and 1",
    "slice,sex,'is ''sex'', but must be column=value, as in sex=F.'",
    "baseline,1.0,it needs maxDrop beside it",
    "requireBaseline,yes,must be true or false",
    "minimun,0.5,does not exist; a gate has acceptApproximate"
  })
  void what_cannot_be_is_an_error_with_words(String key, String value, String words) {
    fails(
        "gates[0]." + key,
        words,
        "metric",
        "sensitivity",
        key,
        value,
        key.equals("maximum") ? "minimum" : "maximum",
        "0.9");
  }

  private static Gate read(Map<String, String> written) throws SettingException {
    return GateReader.read("gates[0]", written, "normal", "covid", MeasuredAudit.terms());
  }

  private static void fails(String setting, String words, String... written) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < written.length; i += 2) {
      map.put(written[i], written[i + 1]);
    }
    assertThatThrownBy(() -> read(map))
        .isInstanceOfSatisfying(
            SettingException.class,
            error -> {
              assertThat(error.setting()).isEqualTo(setting);
              assertThat(error.problem()).contains(words);
            });
  }
}
