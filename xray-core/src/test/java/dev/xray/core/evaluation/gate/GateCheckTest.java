package dev.xray.core.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.gate.GateResult.Status;
import dev.xray.core.report.MeasuredAudit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class GateCheckTest {
  /** 22 of 23 found, 20 of 23 left alone, at 0.5; one threshold. */
  private final Measured article = measured("evaluation.json", group(22, 1, 3, 20, 0.5));

  GateCheckTest() throws SettingException {}

  @Test
  void a_value_is_held_against_a_minimum_and_a_maximum() throws SettingException {
    assertThat(check("metric", "sensitivity", "minimum", "0.95"))
        .isEqualTo(
            "passed: sensitivity on test at threshold 0.5 is 0.957; asked for: at least 0.95 (22 of"
                + " 23, 95% interval 0.790 to 0.993, Wilson score).");
    assertThat(check("metric", "sensitivity", "minimum", "97%"))
        .isEqualTo(
            "violated: sensitivity on test at threshold 0.5 is 0.957, but must be at least 0.97 (22"
                + " of 23, 95% interval 0.790 to 0.993, Wilson score).");
    assertThat(check("metric", "brier", "maximum", "0.01"))
        .startsWith("violated: brier on test is ");
  }

  @Test
  void a_bound_is_held_against_a_limit_and_the_message_never_contradicts_itself()
      throws SettingException {
    assertThat(check("metric", "sensitivity", "lowerBound", "0.75"))
        .isEqualTo(
            "passed: lower bound of sensitivity on test at threshold 0.5 is 0.790; asked for: at"
                + " least 0.75 (value 0.957, 22 of 23, 95% interval 0.790 to 0.993, Wilson"
                + " score).");
    // 0.79009...
    assertThat(check("metric", "sensitivity", "lowerBound", "0.7901"))
        .startsWith(
            "violated: lower bound of sensitivity on test at threshold 0.5 is 0.7900, but must be"
                + " at least 0.7901 (");
    assertThat(check("metric", "sensitivity", "upperBound", "0.98"))
        .startsWith("violated: upper bound of sensitivity on test at threshold 0.5 is 0.993, but");
  }

  @Test
  void a_bound_that_the_number_of_cases_can_never_reach_says_so() throws SettingException {
    Measured small = measured("evaluation.json", group(22, 0, 0, 40, 0.5));

    assertThat(check(small, "metric", "sensitivity", "lowerBound", "0.90"))
        .isEqualTo(
            "violated: lower bound of sensitivity on test at threshold 0.5 is 0.851, but must be at"
                + " least 0.90 (value 1.000, 22 of 22, 95% interval 0.851 to 1.000, Wilson score)."
                + " No model can meet this gate: lower bound 0.90 needs at least 35 positives; the"
                + " test set has 22.");
    assertThat(check(small, "metric", "sensitivity", "ofClass", "normal", "lowerBound", "0.95"))
        .contains("sensitivity of normal on test")
        .endsWith("needs at least 73 negatives; the test set has 40.");
    assertThat(check(small, "metric", "accuracy", "lowerBound", "0.95"))
        .endsWith("needs at least 73 images; the test set has 62.");
    assertThat(check(small, "metric", "ppv", "lowerBound", "0.90"))
        .endsWith("needs at least 35 positives; the test set has 22.");
    // A better model could.
    assertThat(check("metric", "specificity", "lowerBound", "0.80")).doesNotContain("No model");
  }

  @Test
  void a_gate_looks_at_the_chosen_threshold_unless_it_names_one() throws SettingException {
    Measured chosen = chosen(0.3, "validation", group(20, 3, 3, 20, 0.5, 0.3));

    assertThat(check(chosen, "metric", "sensitivity", "minimum", "0.5"))
        .startsWith("passed: sensitivity on test at threshold 0.3 is ");
    assertThat(check(chosen, "metric", "sensitivity", "threshold", "0.50", "minimum", "0.5"))
        .startsWith("passed: sensitivity on test at threshold 0.5 is ");
  }

  @Test
  void a_gate_at_a_threshold_chosen_on_its_own_images_says_so_met_or_not() throws SettingException {
    Measured chosen = chosen(0.3, "test", group(20, 3, 0, 23, 0.5, 0.3));
    String note = " at threshold 0.3 (chosen on the test set: optimistic) ";

    assertThat(check(chosen, "metric", "sensitivity", "minimum", "0.5"))
        .startsWith("passed: sensitivity on test" + note + "is 0.870; asked for: at least 0.5 (");
    assertThat(check(chosen, "metric", "sensitivity", "minimum", "0.9"))
        .startsWith("violated: sensitivity on test" + note + "is 0.870, but must be at least 0.9");
    assertThat(check(chosen, "metric", "sensitivity", "threshold", "0.30", "lowerBound", "0.5"))
        .startsWith("passed: lower bound of sensitivity on test" + note);
    assertThat(check(chosen, "metric", "sensitivity", "slice", "sex=F", "minSupport", "5"))
        .startsWith("passed: sensitivity on test (sex=F)" + note);
    assertThat(
            check(
                chosen,
                "metric",
                "mcc",
                "threshold",
                "0.3",
                "requireBaseline",
                "true",
                "maxDrop",
                "0"))
        .startsWith("cannot be checked: mcc on test" + note + "must not drop, ");
    assertThat(check(chosen, Optional.of(chosen), "metric", "accuracy", "maxDrop", "0"))
        .startsWith("passed: accuracy on test" + note)
        .endsWith(", at a threshold chosen on the test set: optimistic).");
  }

  @Test
  void other_images_other_thresholds_and_figures_without_one_are_not_called_optimistic()
      throws SettingException {
    Measured onTest = chosen(0.3, "test", group(20, 3, 3, 20, 0.5, 0.3));
    Measured onValidation = chosen(0.3, "validation", group(20, 3, 3, 20, 0.5, 0.3));

    assertThat(check(onValidation, "metric", "sensitivity", "minimum", "0.5"))
        .doesNotContain("optimistic");
    assertThat(check(onTest, "metric", "sensitivity", "threshold", "0.5", "minimum", "0.5"))
        .doesNotContain("optimistic");
    assertThat(check(onTest, "metric", "sensitivity", "dataset", "elsewhere", "minimum", "0.5"))
        .startsWith("passed: sensitivity on elsewhere at threshold 0.3 is ")
        .doesNotContain("optimistic");
    assertThat(check(onTest, "metric", "rocAuc", "minimum", "0.5")).doesNotContain("optimistic");
  }

  @Test
  void several_thresholds_of_which_none_was_chosen_are_an_error_that_lists_them()
      throws SettingException {
    Measured several = measured("evaluation.json", group(20, 3, 3, 20, 0.5, 0.45));

    assertThat(check(several, "metric", "sensitivity", "minimum", "0.5"))
        .isEqualTo(
            "cannot be checked: sensitivity on test needs a threshold: evaluation.json has 0.5,"
                + " 0.45, and none of them was chosen.");
    assertThat(check(several, "metric", "rocAuc", "minimum", "0.5")).startsWith("passed: ");
  }

  @Test
  void a_threshold_that_was_not_evaluated_fails() throws SettingException {
    assertThat(check("metric", "sensitivity", "threshold", "0.45", "minimum", "0.1"))
        .isEqualTo(
            "cannot be checked: evaluation.json has no figures at threshold 0.45; it has them at"
                + " 0.5.");
  }

  @Test
  void a_set_a_slice_or_a_metric_that_is_not_there_fails() throws SettingException {
    assertThat(check("metric", "rocAuc", "dataset", "elsewhere", "minimum", "0.1"))
        .isEqualTo("cannot be checked: evaluation.json has no set 'elsewhere'; it has test.");
    assertThat(check("metric", "rocAuc", "slice", "sex=F", "minimum", "0.1"))
        .isEqualTo(
            "cannot be checked: evaluation.json has no slice sex=F of test; it has no slices at"
                + " all.");
    assertThat(check("metric", "ppvAtPrevalence", "minimum", "0.1"))
        .isEqualTo(
            "cannot be checked: The evaluation has no ppvAtPrevalence on test at threshold 0.5. It"
                + " needs a declared prevalence.");
  }

  @Test
  void other_sets_and_slices_are_looked_at_by_their_names() throws SettingException {
    Measured.Group good = group(30, 0, 0, 30, 0.5);
    Measured.Group bad = group(10, 20, 0, 30, 0.5);
    Measured.Group tiny = group(1, 0, 0, 1, 0.5);
    Measured measured =
        new Measured(
            "evaluation.json",
            "d",
            Optional.empty(),
            Map.of(
                "test",
                    new Measured.SetFigures(
                        good,
                        List.of(
                            slice("sex", "F", false, bad),
                            slice("sex", "M", false, good),
                            slice("view", "AP", true, tiny))),
                "elsewhere", new Measured.SetFigures(bad, List.of())));

    assertThat(check(measured, "metric", "sensitivity", "minimum", "0.9")).startsWith("passed");
    assertThat(check(measured, "metric", "sensitivity", "slice", "sex=M", "minimum", "0.9"))
        .startsWith("passed: sensitivity on test (sex=M) at threshold 0.5 is 1.000");
    assertThat(check(measured, "metric", "sensitivity", "slice", "sex=F", "minimum", "0.9"))
        .startsWith(
            "violated: sensitivity on test (sex=F) at threshold 0.5 is 0.333, but must be at least"
                + " 0.9 (10 of 30, ");
    assertThat(check(measured, "metric", "sensitivity", "dataset", "elsewhere", "minimum", "0.9"))
        .startsWith("violated: sensitivity on elsewhere at threshold 0.5 is 0.333, but");
    assertThat(check(measured, "metric", "sensitivity", "slice", "view=AP", "minimum", "0.9"))
        .isEqualTo(
            "cannot be checked: The slice view=AP of test is too small for a statement: 2 images.");
    assertThat(check(measured, "metric", "sensitivity", "slice", "sex=X", "minimum", "0.9"))
        .endsWith("has no slice sex=X of test; it has sex=F, sex=M, view=AP.");
    assertThat(check(measured, "metric", "sensitivity", "slice", "sex=F", "lowerBound", "0.9"))
        .endsWith("needs at least 35 positives; the slice sex=F of the test set has 30.");
  }

  @Test
  void an_undefined_figure_fails_with_its_reason_whatever_is_asked() throws SettingException {
    Measured healthy = measured("evaluation.json", group(0, 0, 3, 20, 0.5));

    for (String bound : List.of("minimum", "maximum", "lowerBound", "upperBound", "maxDrop")) {
      assertThat(check(healthy, "metric", "sensitivity", bound, "0.5"))
          .startsWith(
              "cannot be checked: sensitivity on test at threshold 0.5 has no value: there are no")
          .endsWith(".");
    }
    assertThat(check(healthy, "metric", "sensitivity", "minSupport", "1"))
        .startsWith("cannot be checked: ");
  }

  @Test
  void a_figure_without_an_interval_has_no_bound() throws SettingException {
    Measured without = with(Metric.ROC_AUC, Optional.empty());

    assertThat(check(without, "metric", "rocAuc", "lowerBound", "0.5"))
        .isEqualTo(
            "cannot be checked: rocAuc on test has no interval, so no bound to hold a gate against:"
                + " why. Gate its value instead.");
    assertThat(check(without, "metric", "rocAuc", "minimum", "0.5")).startsWith("passed");
  }

  @Test
  void the_bound_of_an_approximate_interval_is_used_on_request_only() throws SettingException {
    Measured exact = auc(false);
    Measured approximate = auc(true);

    assertThat(check(exact, "metric", "rocAuc", "lowerBound", "0.5")).startsWith("passed");
    for (String bound : List.of("lowerBound", "upperBound")) {
      assertThat(check(approximate, "metric", "rocAuc", bound, "0.5"))
          .isEqualTo(
              "cannot be checked: The interval of rocAuc on test is approximate (DeLong, logit"
                  + " scale): in simulation its method covers the truth too rarely. Gate the value"
                  + " instead, or set acceptApproximate to true.");
    }
    assertThat(
            check(
                approximate, "metric", "rocAuc", "lowerBound", "0.5", "acceptApproximate", "true"))
        .startsWith("passed: lower bound of rocAuc on test is 0.800; asked for: at least 0.5 (");
    assertThat(
            check(
                approximate, "metric", "rocAuc", "lowerBound", "0.9", "acceptApproximate", "true"))
        .startsWith("violated: lower bound of rocAuc on test is 0.800, but must be at least 0.9 (");
    assertThat(check(approximate, "metric", "rocAuc", "minimum", "0.5")).startsWith("passed");
  }

  private static Measured auc(boolean approximate) throws SettingException {
    return with(
        Metric.ROC_AUC,
        Optional.of(new Interval(0.8, 0.99, 0.95, Method.DELONG_LOGIT, approximate)));
  }

  @Test
  void support_is_the_effective_number_of_images() throws SettingException {
    assertThat(check("metric", "sensitivity", "minSupport", "23")).startsWith("passed");
    assertThat(check("metric", "sensitivity", "minSupport", "24"))
        .startsWith(
            "violated: sensitivity on test at threshold 0.5 rests on 23 images, but must be at"
                + " least 24 (value 0.957, 22 of 23");

    // Two images of each patient, both found or both missed: half as many that count.
    Measured repeated =
        measured("evaluation.json", group(20, 20, 2, 20, i -> Optional.of("p" + i / 2), 0.5));
    assertThat(check(repeated, "metric", "sensitivity", "minSupport", "30"))
        .startsWith("violated: sensitivity on test at threshold 0.5 rests on effectively ")
        .contains("20 of 40 from 20 patients, effectively ");
  }

  @Test
  void a_drop_is_held_against_the_baseline() throws SettingException {
    Measured before = measured("org.example:m:1.0", group(23, 0, 3, 20, 0.5));

    assertThat(check(article, Optional.of(before), "metric", "sensitivity", "maxDrop", "0.05"))
        .isEqualTo(
            "passed: sensitivity on test at threshold 0.5 is 0.957, 0.043 worse than the 1.000 of"
                + " org.example:m:1.0; asked for: at most 0.05 worse (22 of 23, 95% interval 0.790"
                + " to 0.993, Wilson score; before 23 of 23, 95% interval 0.856 to 1.000, Wilson"
                + " score).");
    assertThat(check(article, Optional.of(before), "metric", "sensitivity", "maxDrop", "4%"))
        .contains("is 0.957, 0.043 worse than the 1.000 of org.example:m:1.0, but must be at most");
    assertThat(check(before, Optional.of(article), "metric", "sensitivity", "maxDrop", "0"))
        .startsWith("passed: ")
        .contains("is 1.000, 0.043 better than the 0.957 of evaluation.json;");
    assertThat(check(article, Optional.of(article), "metric", "sensitivity", "maxDrop", "0"))
        .startsWith("passed: ")
        .contains("as good as that of");
  }

  @Test
  void a_lower_value_is_the_better_one_where_it_is_an_error() throws SettingException {
    Measured worse = measured("org.example:m:1.0", group(10, 13, 13, 10, 0.5));

    assertThat(check(worse, Optional.of(article), "metric", "brier", "maxDrop", "0.01"))
        .startsWith("violated: brier on test is ")
        .contains(" worse than the ");
    assertThat(check(article, Optional.of(worse), "metric", "brier", "maxDrop", "0.01"))
        .startsWith("passed: ")
        .contains(" better than the ");
  }

  @Test
  void without_a_release_a_drop_passes_and_says_so_unless_one_is_required()
      throws SettingException {
    assertThat(check("metric", "sensitivity", "maxDrop", "0.05"))
        .isEqualTo(
            "passed: sensitivity on test at threshold 0.5 passes: nothing is released yet with"
                + " which it could be compared.");
    assertThat(check("metric", "sensitivity", "maxDrop", "0.05", "requireBaseline", "true"))
        .isEqualTo(
            "cannot be checked: sensitivity on test at threshold 0.5 must not drop, but nothing is"
                + " released yet with which it could be compared.");
  }

  @Test
  void a_baseline_without_the_figure_or_on_other_data_is_told() throws SettingException {
    Measured other = measured("org.example:m:1.0", group(23, 0, 3, 20, 0.3));
    assertThat(
            check(
                article,
                Optional.of(other),
                "metric",
                "sensitivity",
                "threshold",
                "0.5",
                "maxDrop",
                "0.05"))
        .isEqualTo(
            "cannot be checked: org.example:m:1.0 has no figures at threshold 0.5; it has them at"
                + " 0.3.");

    Measured elsewhere =
        new Measured("org.example:m:1.0", "other", Optional.empty(), article.sets());
    assertThat(check(article, Optional.of(elsewhere), "metric", "accuracy", "maxDrop", "0.05"))
        .endsWith("; the two were evaluated on different data).");
  }

  @Test
  void each_demand_of_a_gate_has_a_result_of_its_own() throws SettingException {
    Gate gate =
        GateReader.read(
            "gates[0]",
            Map.of("metric", "sensitivity", "minimum", "0.9", "lowerBound", "0.9"),
            "normal",
            "covid",
            MeasuredAudit.terms());

    assertThat(GateCheck.check(gate, article, Optional.empty()))
        .extracting(GateResult::title, GateResult::status)
        .containsExactly(
            tuple("sensitivity on test: minimum 0.9", Status.PASSED),
            tuple("sensitivity on test: lowerBound 0.9", Status.VIOLATED));
  }

  private String check(String... gate) throws SettingException {
    return check(article, gate);
  }

  private static String check(Measured measured, String... gate) throws SettingException {
    return check(measured, Optional.empty(), gate);
  }

  private static String check(Measured measured, Optional<Measured> baseline, String... gate)
      throws SettingException {
    Map<String, String> written = new TreeMap<>();
    for (int i = 0; i < gate.length; i += 2) {
      written.put(gate[i], gate[i + 1]);
    }
    GateResult result =
        GateCheck.check(
                GateReader.read("gates[0]", written, "normal", "covid", MeasuredAudit.terms()),
                measured,
                baseline)
            .get(0);
    return result.status().text() + ": " + result.text();
  }

  private static Measured measured(String origin, Measured.Group test) {
    return new Measured(
        origin, "d", Optional.empty(), Map.of("test", new Measured.SetFigures(test, List.of())));
  }

  /** A threshold was chosen; the same images as a test set and as an external one. */
  private static Measured chosen(double threshold, String chosenOn, Measured.Group test) {
    Measured.SetFigures set =
        new Measured.SetFigures(test, List.of(slice("sex", "F", false, test)));
    return new Measured(
        "evaluation.json",
        "d",
        Optional.of(new Measured.Chosen(threshold, chosenOn)),
        Map.of("test", set, "elsewhere", set));
  }

  /** The article's figures, one of them replaced by 0.9 with that interval. */
  private static Measured with(Metric metric, Optional<Interval> interval) throws SettingException {
    Measured.Group group = group(22, 1, 3, 20, 0.5);
    Map<Metric, Estimate> scores = new EnumMap<>(group.scores());
    scores.put(
        metric,
        new Estimate(
            OptionalDouble.of(0.9),
            Optional.empty(),
            interval,
            interval.isPresent() ? Optional.empty() : Optional.of("why"),
            group.scores().get(metric).support()));
    return measured(
        "evaluation.json",
        new Measured.Group(group.images(), group.positives(), scores, group.thresholds()));
  }

  private static Measured.SliceFigures slice(
      String column, String value, boolean tooSmall, Measured.Group group) {
    return new Measured.SliceFigures(new SliceName(column, value), tooSmall, group);
  }

  private static Measured.Group group(int tp, int fn, int fp, int tn, Double... thresholds)
      throws SettingException {
    return group(tp, fn, fp, tn, i -> Optional.empty(), thresholds);
  }

  private static Measured.Group group(
      int tp, int fn, int fp, int tn, IntFunction<Optional<String>> patient, Double... thresholds)
      throws SettingException {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < tp + fn + fp + tn; i++) {
      boolean positive = i < tp + fn;
      boolean called = i < tp || (!positive && i < tp + fn + fp);
      cases.add(new Case(positive, called ? 0.9 : 0.1, patient.apply(i)));
    }
    Evaluation evaluation =
        Evaluator.evaluate(cases, List.of(thresholds), EvaluationSettings.defaults());
    return new Measured.Group(
        evaluation.images(), evaluation.positives(), evaluation.scores(), evaluation.thresholds());
  }
}
