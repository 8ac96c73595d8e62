package dev.xray.core.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Support;
import dev.xray.core.report.MeasuredAudit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gates on the audit: each kind met, violated, without an audit, and mistyped. */
class AuditGateTest {
  private static final Support SUPPORT =
      new Support(120, 120, 120, OptionalInt.empty(), OptionalInt.empty());
  private static final AuditTerms TERMS = MeasuredAudit.terms();

  /** Nothing alarms; one finding, which is a warning; every baseline that was tried is beaten. */
  private final Measured clean =
      measured()
          .with(
              new AuditFigures(
                  new AuditFigures.Level("doubtful", 1),
                  "Something weakens this result.",
                  alarms(),
                  List.of(new AuditFigures.Found("duplicate.file", "warning", 1, false)),
                  ordered("baseline.frame", true, "baseline.thumbnail", true),
                  Map.of("baseline.frame", figure(0.5, 0.4, 0.59)),
                  Map.of("probe.lungsRemoved", "there are no lung masks"),
                  Optional.of(figure(0.05, 0.01, 0.21))));

  /** Source, frame and border alarm; a copy stands on both sides and was accepted. */
  private final Measured planted =
      measured()
          .with(
              new AuditFigures(
                  new AuditFigures.Level("not credible", 2),
                  "A good score proves nothing here.",
                  alarms("association.source", "baseline.frame", "probe.borderOnly"),
                  List.of(
                      new AuditFigures.Found("duplicate.near", "serious", 0, true),
                      new AuditFigures.Found("duplicate.possible", "note", 2, false)),
                  ordered("baseline.frame", false, "baseline.thumbnail", true),
                  Map.of("baseline.frame", figure(0.95, 0.9, 0.99)),
                  Map.of(),
                  Optional.of(figure(0.94, 0.9, 0.98))));

  @Test
  void the_verdict_must_be_no_worse_than_what_is_written() throws Exception {
    assertThat(text(clean, "metric", "verdict", "worst", "doubtful"))
        .isEqualTo(
            "passed: verdict in the audit is 'doubtful'; asked for: at worst 'doubtful' (Something"
                + " weakens this result).");
    assertThat(text(planted, "metric", "verdict", "worst", "doubtful"))
        .isEqualTo(
            "violated: verdict in the audit is 'not credible', but must be at worst 'doubtful' (A"
                + " good score proves nothing here).");
    assertThat(status(clean, "metric", "verdict", "worst", "nothing found"))
        .isEqualTo(GateResult.Status.VIOLATED);
    Gate gate = gate("metric", "verdict", "worst", "doubtful");
    assertThat(gate.demands())
        .extracting(gate::title)
        .containsExactly("verdict in the audit: worst doubtful");
  }

  @Test
  void alarms_are_counted_over_all_checks_over_a_family_or_of_one_and_named() throws Exception {
    assertThat(text(planted, "metric", "alarms", "maximum", "0"))
        .isEqualTo(
            "violated: alarms in the audit: 3, but must be at most 0 (of 5 checks:"
                + " association.source; baseline.frame; probe.borderOnly).");
    assertThat(text(planted, "metric", "alarms", "check", "probe.*", "maximum", "0"))
        .isEqualTo(
            "violated: alarms of probe.* in the audit: 1, but must be at most 0 (of 2 checks:"
                + " probe.borderOnly).");
    assertThat(text(planted, "metric", "alarms", "check", "association.source", "maximum", "0"))
        .contains("violated: alarms of association.source in the audit: 1, but must");
    assertThat(status(planted, "metric", "alarms", "maximum", "3"))
        .isEqualTo(GateResult.Status.PASSED);
    assertThat(text(clean, "metric", "alarms", "maximum", "0"))
        .isEqualTo("passed: alarms in the audit: 0; asked for: at most 0 (of 5 checks).");
    assertThat(text(clean, "metric", "alarms", "check", "probe.flipped", "maximum", "0"))
        .contains("passed: alarms of probe.flipped in the audit: 0;", "(of 1 check).");
  }

  @Test
  void findings_are_counted_by_name_and_by_severity_also_where_they_were_accepted()
      throws Exception {
    assertThat(text(planted, "metric", "findings", "severity", "warning", "maximum", "0"))
        .isEqualTo(
            "violated: findings that are warning or graver in the audit: 1, but must be at most 0"
                + " (duplicate.near, serious, accepted by its name).");
    assertThat(text(planted, "metric", "findings", "maximum", "2"))
        .contains("passed: findings in the audit: 2;");
    assertThat(status(planted, "metric", "findings", "check", "duplicate.*", "maximum", "1"))
        .isEqualTo(GateResult.Status.VIOLATED);
    assertThat(text(planted, "metric", "findings", "check", "duplicate.file", "maximum", "0"))
        .contains("passed: findings of duplicate.file in the audit: 0;", "(there are none).");
    assertThat(status(clean, "metric", "findings", "severity", "serious", "maximum", "0"))
        .isEqualTo(GateResult.Status.PASSED);
  }

  @Test
  void the_model_must_beat_every_null_baseline_or_a_named_one() throws Exception {
    assertThat(text(planted, "metric", "unbeatenBaselines", "maximum", "0"))
        .isEqualTo(
            "violated: unbeatenBaselines in the audit: 1, but must be at most 0 (of 2 baselines:"
                + " baseline.frame).");
    assertThat(
            status(
                planted,
                "metric",
                "unbeatenBaselines",
                "check",
                "baseline.thumbnail",
                "maximum",
                "0"))
        .isEqualTo(GateResult.Status.PASSED);
    assertThat(status(clean, "metric", "unbeatenBaselines", "maximum", "0"))
        .isEqualTo(GateResult.Status.PASSED);
  }

  @Test
  void the_effect_of_a_check_is_held_against_a_limit_by_value_or_bound() throws Exception {
    assertThat(
            text(
                planted,
                "metric",
                "effect",
                "check",
                "baseline.frame",
                "upperBound",
                "0.6",
                "acceptApproximate",
                "true"))
        .startsWith(
            "violated: upper bound of effect of baseline.frame in the audit is 0.990, but must be"
                + " at most 0.6 (value 0.950, 120 images, 95% interval 0.900 to 0.990");
    assertThat(status(clean, "metric", "effect", "check", "baseline.frame", "maximum", "0.6"))
        .isEqualTo(GateResult.Status.PASSED);
    assertThat(status(planted, "metric", "effect", "check", "baseline.frame", "maximum", "0.6"))
        .isEqualTo(GateResult.Status.VIOLATED);
  }

  @Test
  void the_upper_bound_of_the_shortcut_is_held_against_a_limit() throws Exception {
    assertThat(status(clean, approximately("upperBound", "0.3")))
        .isEqualTo(GateResult.Status.PASSED);
    assertThat(text(planted, approximately("upperBound", "0.3")))
        .contains(
            "violated: upper bound of shortcut on test is 0.980, but must be at most 0.3",
            "value 0.940, 120 images, 95% interval 0.900 to 0.980");
    assertThat(status(planted, approximately("maximum", "0.5")))
        .isEqualTo(GateResult.Status.VIOLATED);
    assertThat(status(clean, approximately("maximum", "0.5"))).isEqualTo(GateResult.Status.PASSED);
    assertThat(status(clean, approximately("minSupport", "121")))
        .isEqualTo(GateResult.Status.VIOLATED);
  }

  @Test
  void its_approximate_bound_is_used_on_request_only() throws Exception {
    assertThat(text(clean, "metric", "shortcut", "upperBound", "0.3"))
        .startsWith("cannot be checked: ")
        .contains("is approximate", "acceptApproximate");
  }

  @Test
  void a_value_that_is_undefined_passes_no_gate() throws Exception {
    Estimate undefined =
        new Estimate(
            OptionalDouble.empty(),
            Optional.of("the model guesses"),
            Optional.empty(),
            Optional.empty(),
            SUPPORT);
    Measured guessing =
        measured()
            .with(
                new AuditFigures(
                    new AuditFigures.Level("nothing found", 0),
                    "Nothing.",
                    Map.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Optional.of(undefined)));
    assertThat(text(guessing, approximately("upperBound", "0.3")))
        .isEqualTo("cannot be checked: shortcut on test has no value: the model guesses.");
    assertThat(text(guessing, "metric", "alarms", "maximum", "0"))
        .isEqualTo("cannot be checked: The audit has no alarms: it did not look at it.");
  }

  @ParameterizedTest
  @EnumSource(AuditMetric.class)
  void without_an_audit_no_gate_passes_and_the_reason_is_told(AuditMetric metric) throws Exception {
    assertThat(text(measured(), some(metric)))
        .isEqualTo(
            "cannot be checked: There is no audit of this very model and data. Audit the model"
                + " first, with the goal xray:audit.");
    assertThat(text(measured().withoutAudit("It is of another model."), some(metric)))
        .isEqualTo("cannot be checked: It is of another model.");
  }

  @Test
  void a_check_that_the_audit_did_not_make_passes_no_gate() throws Exception {
    assertThat(text(clean, "metric", "alarms", "check", "probe.lungsRemoved", "maximum", "0"))
        .isEqualTo(
            "cannot be checked: The audit has no alarms of probe.lungsRemoved: there are no lung"
                + " masks.");
    assertThat(
            text(
                clean,
                "metric",
                "unbeatenBaselines",
                "check",
                "baseline.outsideLungs",
                "maximum",
                "0"))
        .isEqualTo(
            "cannot be checked: The audit has no unbeatenBaselines of baseline.outsideLungs: it"
                + " did not look at it.");
    assertThat(text(clean, "metric", "effect", "check", "probe.flipped", "maximum", "0.5"))
        .startsWith("cannot be checked: The audit has no effect of probe.flipped: ");
  }

  @ParameterizedTest
  @CsvSource({
    "alarms,check,asociation.source,must be one of association.source",
    "alarms,check,asociation.source,'; or association.*, baseline.*, probe.* for several.'",
    "alarms,check,probe.jpeg20,must be one of",
    "alarms,check,baseline.thumbnail,must be one of",
    "effect,check,probe.*,'is ''probe.*'', but must be one of association.source'",
    "findings,check,duplicate.nearly,duplicate.near",
    "unbeatenBaselines,check,frame,baseline.frame",
    "findings,severity,grave,'is ''grave'', but must be one of serious, warning, note.'",
    "verdict,worst,credible,'is ''credible'', but must be one of nothing found, doubtful.'",
    "verdict,worst,not credible,'which every verdict meets; write nothing found or doubtful.'",
    "alarms,maximum,0.5,must be a whole number from 0 up",
    "alarms,maximum,-1,must be a whole number from 0 up",
    "effect,maximum,1,'is 1, which every effect meets.'"
  })
  void what_is_mistyped_is_an_error_that_lists_what_there_is(
      String metric, String element, String value, String words) {
    Map<String, String> written = new TreeMap<>(Map.of("metric", metric, element, value));
    if (!metric.equals("verdict")) {
      written.putIfAbsent("maximum", metric.equals("effect") ? "0.5" : "0");
    }
    if (metric.equals("effect")) {
      written.putIfAbsent("check", "baseline.frame");
    }
    fails(written, "gates[0]." + element, words);
  }

  @ParameterizedTest
  @CsvSource({
    "shortcut,dataset,test",
    "shortcut,slice,sex=F",
    "shortcut,ofClass,covid",
    "shortcut,threshold,0.5",
    "shortcut,maxDrop,0.1",
    "shortcut,check,probe.borderOnly",
    "shortcut,worst,doubtful",
    "alarms,minimum,1",
    "alarms,severity,note",
    "alarms,upperBound,1",
    "verdict,maximum,1",
    "verdict,check,probe.*",
    "accuracy,check,probe.*",
    "accuracy,severity,note",
    "accuracy,worst,doubtful"
  })
  void what_has_no_place_in_such_a_gate_is_refused(String metric, String element, String value) {
    Map<String, String> written = new TreeMap<>(Map.of("metric", metric, element, value));
    if (metric.equals("verdict")) {
      written.put("worst", "doubtful");
    } else {
      written.putIfAbsent("maximum", metric.equals("alarms") ? "0" : "0.5");
    }
    fails(written, "gates[0]." + element, "has no place here");
  }

  @Test
  void a_gate_that_asks_for_nothing_is_told_what_it_could_ask_for() {
    fails(Map.of("metric", "verdict"), "gates[0]", "give it one of worst.");
    fails(Map.of("metric", "alarms"), "gates[0]", "give it one of maximum.");
    fails(
        Map.of("metric", "effect", "maximum", "0.6"),
        "gates[0].check",
        "is missing: name one of association.source, ");
    fails(
        Map.of("metric", "shortcut", "maximum", "1"),
        "gates[0].maximum",
        "which every shortcut meets");
    assertThatThrownBy(() -> read(Map.of("metric", "shorcut")))
        .hasMessageContainingAll("'shorcut'", "brier", "shortcut", "verdict", "alarms");
  }

  /** A gate that is well written. */
  private static String[] some(AuditMetric metric) {
    return switch (metric) {
      case VERDICT -> new String[] {"metric", "verdict", "worst", "nothing found"};
      case ALARMS, FINDINGS, UNBEATEN_BASELINES ->
          new String[] {"metric", metric.key(), "maximum", "0"};
      case EFFECT ->
          new String[] {"metric", "effect", "check", "association.source", "maximum", "0.3"};
      case SHORTCUT -> new String[] {"metric", "shortcut", "maximum", "0.3"};
    };
  }

  private static String[] approximately(String bound, String limit) {
    return new String[] {"metric", "shortcut", bound, limit, "acceptApproximate", "true"};
  }

  private static String text(Measured measured, String... written) throws SettingException {
    GateResult result = GateCheck.check(gate(written), measured, Optional.empty()).get(0);
    return result.status().text() + ": " + result.text();
  }

  private static GateResult.Status status(Measured measured, String... written)
      throws SettingException {
    return GateCheck.check(gate(written), measured, Optional.empty()).get(0).status();
  }

  private static Gate gate(String... written) throws SettingException {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < written.length; i += 2) {
      map.put(written[i], written[i + 1]);
    }
    return read(map);
  }

  private static Gate read(Map<String, String> written) throws SettingException {
    return GateReader.read("gates[0]", written, "normal", "covid", TERMS);
  }

  private static void fails(Map<String, String> written, String setting, String words) {
    assertThatThrownBy(() -> read(written))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageContaining(words);
  }

  private static Map<String, Boolean> alarms(String... raised) {
    Map<String, Boolean> alarms = new LinkedHashMap<>();
    for (String check :
        List.of(
            "association.source",
            "baseline.frame",
            "baseline.metadata",
            "probe.borderOnly",
            "probe.flipped")) {
      alarms.put(check, List.of(raised).contains(check));
    }
    return alarms;
  }

  private static Map<String, Boolean> ordered(
      String one, boolean first, String other, boolean second) {
    Map<String, Boolean> map = new LinkedHashMap<>();
    map.put(one, first);
    map.put(other, second);
    return map;
  }

  private static Measured measured() {
    return new Measured("evaluation.json", "d", Optional.empty(), Map.of());
  }

  private static Estimate figure(double value, double low, double high) {
    return new Estimate(
        OptionalDouble.of(value),
        Optional.empty(),
        Optional.of(new Interval(low, high, 0.95, Method.BOOTSTRAP_PAIRED)),
        Optional.empty(),
        SUPPORT);
  }
}
