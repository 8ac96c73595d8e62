package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {
  @Test
  void figures_stand_in_columns_with_intervals_and_counts() throws SettingException {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cases.add(new Case(true, i < 18 ? 0.75 : 0.46875, Optional.empty()));
      cases.add(new Case(false, 0.25, Optional.empty()));
    }
    assertThat(table(cases, List.of(0.5, 0.45)))
        .isEqualTo(
            """
            test: 40 images (20 covid, 20 normal), with 95% intervals
              ROC AUC           1.000  [0.898-1.000]  40 images
              PR AUC            1.000  [0.838-1.000]  40 images
              log loss          0.311  (no interval)
              Brier score       0.073  (no interval)
              ECE               0.264  (no interval)
              at threshold      > 0.5                           > 0.45
              sensitivity       0.900  [0.698-0.973]  18/20     1.000  [0.838-1.000]  20/20
              specificity       1.000  [0.838-1.000]  20/20     1.000  [0.838-1.000]  20/20
              accuracy          0.950  [0.834-0.987]  38/40     1.000  [0.912-1.000]  40/40
              balanced accuracy 0.950  [0.841-0.990]  40 images 1.000  [0.917-1.000]  40 images
              PPV               1.000  [0.824-1.000]  18/18     1.000  [0.838-1.000]  20/20
              NPV               0.909  [0.721-0.975]  20/22     1.000  [0.838-1.000]  20/20
              F1                0.947  [0.822-0.986]  36/38     1.000  [0.912-1.000]  40/40
              MCC               0.905  [0.705-0.979]  40 images 1.000  [0.843-1.000]  40 images
              missed            2 of 20 covid                   0 of 20 covid
              false alarms      0 of 20 normal                  0 of 20 normal""");
  }

  @Test
  void what_is_undefined_says_why() throws SettingException {
    assertThat(table(List.of(new Case(true, 0.75, Optional.empty())), List.of(0.5)))
        .contains("ROC AUC           - (there are no negative images")
        .contains("specificity       - (there are no negative images)");
  }

  @Test
  void repeated_patients_are_named_with_what_they_tell() throws SettingException {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cases.add(new Case(true, (40 + i / 2) / 64.0, Optional.of("a" + i / 2)));
      cases.add(new Case(false, (30 + i) / 64.0, Optional.of("b" + i)));
    }
    assertThat(table(cases, List.of(0.5)))
        .contains("40 images of 30 patients tell as much of ROC AUC as ");
  }

  @Test
  void of_training_images_only_the_main_figures_are_shown() throws SettingException {
    List<Case> cases =
        List.of(new Case(true, 0.75, Optional.empty()), new Case(false, 0.25, Optional.empty()));
    assertThat(
            ConsoleTable.lines(
                "training",
                Evaluator.evaluate(cases, List.of(0.5), EvaluationSettings.defaults()),
                Examples.CLASSES))
        .noneMatch(line -> line.contains("MCC") || line.contains("Brier"))
        .anyMatch(line -> line.contains("sensitivity"));
  }

  @Test
  void a_figure_just_below_one_does_not_read_as_one() {
    assertThat(Numbers.share(0.9996)).isEqualTo(">0.999");
    assertThat(Numbers.share(0.9994)).isEqualTo("0.999");
    assertThat(Numbers.share(0.0004)).isEqualTo("<0.001");
    assertThat(Numbers.share(1)).isEqualTo("1.000");
    assertThat(Numbers.share(0)).isEqualTo("0.000");
  }

  private static String table(List<Case> cases, List<Double> thresholds) throws SettingException {
    return String.join(
        "\n",
        ConsoleTable.lines(
            "test",
            Evaluator.evaluate(cases, thresholds, EvaluationSettings.defaults()),
            Examples.CLASSES));
  }
}
