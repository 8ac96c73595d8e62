package dev.xray.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.audit.Verdict.Level;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final List<Alarms.Alarm> QUIET = Alarms.of(List.of(Checks.of("quiet", 0.5, 0.5)));

  @Test
  void quiet_checks_say_that_nothing_was_found() {
    Verdict verdict = Verdict.of(List.of(), Set.of(), QUIET);

    assertThat(verdict.level()).isEqualTo(Level.NOTHING_FOUND);
    assertThat(verdict.sentences()).isEmpty();
  }

  @Test
  void an_alarm_makes_a_result_not_credible_and_is_told_first() {
    Verdict verdict =
        Verdict.of(
            List.of(finding(Severity.WARNING)), Set.of(), Alarms.of(List.of(Checks.of("a", 1, 0))));

    assertThat(verdict.level()).isEqualTo(Level.NOT_CREDIBLE);
    assertThat(verdict.sentences()).containsExactly("Meaning of a.", "WARNING was found.");
    assertThat(verdict.advice()).containsExactly("Do something.");
  }

  @Test
  void a_serious_finding_is_doubtful_once_it_is_accepted_by_name() {
    List<Finding> findings = List.of(finding(Severity.SERIOUS));

    assertThat(Verdict.of(findings, Set.of(), QUIET).level()).isEqualTo(Level.NOT_CREDIBLE);
    assertThat(Verdict.of(findings, Set.of("other"), QUIET).level()).isEqualTo(Level.NOT_CREDIBLE);
    Verdict accepted = Verdict.of(findings, Set.of("check"), QUIET);
    assertThat(accepted.level()).isEqualTo(Level.DOUBTFUL);
    assertThat(accepted.sentences()).containsExactly("SERIOUS was found. It was accepted by name.");
  }

  @Test
  void a_note_changes_nothing() {
    assertThat(Verdict.of(List.of(finding(Severity.NOTE)), Set.of(), QUIET).level())
        .isEqualTo(Level.NOTHING_FOUND);
  }

  private static Finding finding(Severity severity) {
    return new Finding("check", severity, severity + " was found.", "Do something.", List.of());
  }
}
