package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.gate.AuditFigures;
import dev.xray.core.evaluation.gate.AuditTerms;
import org.junit.jupiter.api.Test;

class MeasuredAuditTest {
  private final AuditDocument document = AuditDocument.of(AuditWriterTest.full());
  private final AuditFigures figures = MeasuredAudit.of(document);
  private final AuditTerms terms = MeasuredAudit.terms();

  @Test
  void verdict_alarms_and_findings_are_those_of_audit_json() {
    assertThat(figures.level()).isEqualTo(new AuditFigures.Level("not credible", 2));
    assertThat(figures.headline()).isEqualTo(document.verdict().headline());
    assertThat(figures.alarms()).containsEntry("border", true).containsEntry("header", false);
    assertThat(figures.findings())
        .containsExactly(new AuditFigures.Found("duplicate.near", "serious", 0, false));
  }

  @Test
  void every_effect_has_a_name_that_a_gate_may_use_or_a_reason() {
    assertThat(terms.checks().get(AuditMetric.EFFECT))
        .containsAll(figures.effects().keySet())
        .containsAll(figures.notMade().keySet())
        .allMatch(
            name -> figures.effects().containsKey(name) || figures.notMade().containsKey(name));
    assertThat(figures.notMade())
        .containsEntry("baseline.outsideLungs", "there are no lung masks")
        .containsKeys("probe.lungsRemoved", "probe.borderRetrained");
  }

  @Test
  void names_of_what_may_alarm_are_those_of_the_checks_that_may() {
    assertThat(terms.checks().get(AuditMetric.ALARMS))
        .contains(
            "association.source",
            "association.borderBrightness",
            "baseline.frame",
            "probe.borderOnly",
            "probe.borderRetrained")
        .doesNotContain("association.brightness", "baseline.thumbnail", "probe.tilesShuffled");
  }

  @Test
  void baselines_that_the_model_beats_are_told_from_others() {
    assertThat(terms.checks().get(AuditMetric.UNBEATEN_BASELINES))
        .containsAll(figures.beaten().keySet());
    assertThat(figures.beaten()).containsEntry("baseline.thumbnail", false).containsValue(true);
  }

  @Test
  void where_a_score_should_stay_the_effect_is_its_fall() {
    ProbeSection.ProbeDocument flipped = probe("flipped");
    Estimate effect = figures.effects().get("probe.flipped");
    Double difference = flipped.aucDifference().value();

    assertThat(difference).isNotNull();
    assertThat(effect.value().orElseThrow()).isEqualTo(0 - difference);
    flipped
        .aucDifference()
        .interval()
        .ifPresent(
            bounds ->
                assertThat(effect.interval().orElseThrow().high()).isEqualTo(0 - bounds.low()));
    assertThat(figures.effects().get("probe.borderOnly").value().orElseThrow())
        .isEqualTo(probe("borderOnly").figures().get("rocAuc").value());
  }

  @Test
  void where_a_score_should_fall_the_effect_is_the_area_either_way() {
    AuditDocument reversed = AuditDocument.of(AuditWriterTest.reversed());
    Estimate area =
        MeasuredDocument.estimate(probe(reversed, "borderOnly").figures().get("rocAuc"));
    Estimate effect = MeasuredAudit.of(reversed).effects().get("probe.borderOnly");

    assertThat(area.value().orElseThrow()).isLessThan(0.2);
    assertThat(effect.value().orElseThrow()).isEqualTo(1 - area.value().orElseThrow());
    assertThat(effect.interval().orElseThrow().low())
        .isEqualTo(1 - area.interval().orElseThrow().high());
    assertThat(effect.interval().orElseThrow().high())
        .isEqualTo(1 - area.interval().orElseThrow().low());
    assertThat(MeasuredAudit.of(reversed).shortcut().orElseThrow().value().orElseThrow())
        .isGreaterThan(0.8);
  }

  private ProbeSection.ProbeDocument probe(String key) {
    return probe(document, key);
  }

  private static ProbeSection.ProbeDocument probe(AuditDocument document, String key) {
    return document.probes().orElseThrow().probes().stream()
        .filter(each -> each.probe().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
