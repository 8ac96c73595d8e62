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
            test: 40 images (20 covid, 20 normal), 95% Wilson intervals
              ROC AUC           1.000
              PR AUC            1.000
              log loss          0.311
              Brier score       0.073
              ECE               0.264
              at threshold      > 0.5                           > 0.45
              sensitivity       0.900  [0.698-0.973]  18/20     1.000  [0.838-1.000]  20/20
              specificity       1.000  [0.838-1.000]  20/20     1.000  [0.838-1.000]  20/20
              accuracy          0.950  [0.834-0.987]  38/40     1.000  [0.912-1.000]  40/40
              balanced accuracy 0.950                           1.000
              PPV               1.000  [0.824-1.000]  18/18     1.000  [0.838-1.000]  20/20
              NPV               0.909  [0.721-0.975]  20/22     1.000  [0.838-1.000]  20/20
              F1                0.947  [0.822-0.986]  36/38     1.000  [0.912-1.000]  40/40
              MCC               0.905                           1.000
              missed            2 of 20 covid                   0 of 20 covid
              false alarms      0 of 20 normal                  0 of 20 normal""");
  }

  @Test
  void what_is_undefined_says_why() throws SettingException {
    assertThat(table(List.of(new Case(true, 0.75, Optional.empty())), List.of(0.5)))
        .contains("ROC AUC           there are no negative images")
        .contains("specificity       - (there are no negative images)");
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
