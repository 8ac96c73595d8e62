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

  @Test
  void class_equals_source_is_the_headline_and_the_first_sentence() {
    Verdict verdict =
        Verdict.of(
            List.of(finding(Severity.SERIOUS)),
            Set.of(),
            Alarms.of(
                List.of(Checks.of("baseline.frame", 1, 0), Checks.of("association.source", 1, 0))));

    assertThat(verdict.headline())
        .isEqualTo(
            "The class goes with the source of the pictures: a good score proves nothing here.");
    assertThat(verdict.sentences())
        .containsExactly(
            "Meaning of association.source.", "Meaning of baseline.frame.", "SERIOUS was found.");
    assertThat(verdict.advice()).first().asString().contains("several sources for each class");
  }

  @Test
  void of_many_associations_the_closest_are_told_and_the_others_listed() {
    Verdict verdict =
        Verdict.of(
            List.of(),
            Set.of(),
            Alarms.of(
                List.of(
                    Checks.of("association.a", 0.7, 0),
                    Checks.of("association.b", 0.8, 0),
                    Checks.of("association.c", 0.9, 0),
                    Checks.of("association.d", 1, 0),
                    Checks.of("probe.e", 0.7, 0))));

    assertThat(verdict.sentences())
        .containsExactly(
            "Meaning of probe.e.",
            "Meaning of association.d.",
            "Meaning of association.c.",
            "Meaning of association.b.",
            "Further alarms: title of association.a.");
  }

  @Test
  void a_model_that_does_not_beat_a_null_baseline_makes_no_claim() {
    Verdict verdict =
        Verdict.of(List.of(), Set.of(), QUIET, List.of("No better than a thumbnail."));

    assertThat(verdict.level()).isEqualTo(Level.DOUBTFUL);
    assertThat(verdict.sentences()).containsExactly("No better than a thumbnail.");
    assertThat(verdict.advice()).singleElement().asString().startsWith("Make no claim");
  }

  private static Finding finding(Severity severity) {
    return new Finding("check", severity, severity + " was found.", "Do something.", List.of());
  }
}
