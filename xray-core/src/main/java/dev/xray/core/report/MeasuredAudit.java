package dev.xray.core.report;

import dev.xray.core.audit.Severity;
import dev.xray.core.audit.Verdict;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.audit.association.Property;
import dev.xray.core.audit.baseline.Baseline;
import dev.xray.core.audit.baseline.Baselines;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.audit.probe.BorderNetwork;
import dev.xray.core.audit.probe.Expectation;
import dev.xray.core.audit.probe.Probe;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.gate.AuditFigures;
import dev.xray.core.evaluation.gate.AuditTerms;
import dev.xray.core.report.AuditDocument.AlarmDocument;
import dev.xray.core.report.BaselineSection.BaselineDocument;
import dev.xray.core.report.LeakageSection.FindingDocument;
import dev.xray.core.report.ProbeSection.ProbeDocument;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads back from {@code audit.json} what gates can be held against, and knows by which names. */
public final class MeasuredAudit {
  private static final List<String> LEVELS =
      Arrays.stream(Verdict.Level.values()).map(Verdict.Level::text).toList();
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();

  private final Map<String, Estimate> effects = new LinkedHashMap<>();
  private final Map<String, Boolean> beaten = new LinkedHashMap<>();
  private final Map<String, String> notMade = new LinkedHashMap<>();

  private MeasuredAudit() {}

  /** The words that gates on an audit may use. */
  public static AuditTerms terms() {
    Stream<String> baselines = Arrays.stream(Baseline.values()).map(MeasuredAudit::name);
    return new AuditTerms(
        LEVELS,
        SEVERITIES,
        Map.of(
            AuditMetric.ALARMS,
            checks(
                Property::alarms,
                each -> each.kind() == Baseline.Kind.CANNOT_CONTAIN,
                Probe::alarms),
            AuditMetric.EFFECT,
            checks(any -> true, any -> true, any -> true),
            AuditMetric.FINDINGS,
            Leak.ids(),
            AuditMetric.UNBEATEN_BASELINES,
            baselines.toList()));
  }

  private static List<String> checks(
      Predicate<Property> properties, Predicate<Baseline> baselines, Predicate<Probe> probes) {
    return Stream.of(
            Arrays.stream(Property.values())
                .filter(properties)
                .map(each -> Associations.CHECKS + each.id()),
            Arrays.stream(Baseline.values()).filter(baselines).map(MeasuredAudit::name),
            Arrays.stream(Probe.values()).filter(probes).map(each -> Probe.CHECKS + each.key()),
            Stream.of(BorderNetwork.CHECK))
        .flatMap(each -> each)
        .toList();
  }

  private static String name(Baseline baseline) {
    return Baselines.CHECKS + baseline.id();
  }

  /** What an audit says. */
  public static AuditFigures of(AuditDocument document) {
    MeasuredAudit read = new MeasuredAudit();
    document.associations().ifPresent(read::associations);
    document.baselines().ifPresent(read::baselines);
    document.probes().ifPresent(read::probes);
    Map<String, Boolean> alarms = new LinkedHashMap<>();
    for (AlarmDocument alarm : document.alarms()) {
      alarms.put(alarm.check(), alarm.raised());
    }
    return new AuditFigures(
        new AuditFigures.Level(
            document.verdict().level(), rank(LEVELS, document.verdict().level())),
        document.verdict().headline(),
        alarms,
        document.leakage().findings().stream().map(MeasuredAudit::found).toList(),
        read.beaten,
        read.effects,
        read.notMade,
        document.probes().map(probes -> MeasuredDocument.estimate(probes.shortcut())));
  }

  /** A word of a later version counts as worse than all that this one knows. */
  private static int rank(List<String> words, String word) {
    return words.contains(word) ? words.indexOf(word) : words.size();
  }

  private static AuditFigures.Found found(FindingDocument finding) {
    return new AuditFigures.Found(
        finding.check(),
        finding.severity(),
        Math.max(0, SEVERITIES.indexOf(finding.severity())),
        finding.accepted());
  }

  private void associations(AssociationSection section) {
    section
        .properties()
        .forEach(
            each ->
                effect(
                    Associations.CHECKS + each.property(),
                    MeasuredDocument.estimate(each.effect())));
  }

  private void baselines(BaselineSection section) {
    for (BaselineDocument baseline : section.baselines()) {
      String name = Baselines.CHECKS + baseline.baseline();
      effect(name, MeasuredDocument.estimate(baseline.auc()));
      baseline.skipped().ifPresent(reason -> notMade.put(name, reason));
      baseline.beaten().ifPresent(each -> beaten.put(name, each));
    }
  }

  private void probes(ProbeSection section) {
    for (ProbeDocument probe : section.probes()) {
      boolean falls = probe.expectation().equals(Expectation.FALLS.name().toLowerCase(Locale.ROOT));
      effect(
          Probe.CHECKS + probe.probe(),
          falls
              ? MeasuredDocument.estimate(probe.figures().get(Metric.ROC_AUC.key())).eitherWay()
              : fall(MeasuredDocument.estimate(probe.aucDifference())));
    }
    section.skipped().forEach(each -> notMade.put(Probe.CHECKS + each.probe(), each.reason()));
    section
        .borderRetrained()
        .ifPresentOrElse(
            area -> effect(BorderNetwork.CHECK, MeasuredDocument.estimate(area)),
            () ->
                notMade.put(
                    BorderNetwork.CHECK,
                    "no network was trained on the border, which retrainOnBorder asks for"));
  }

  private void effect(String name, Estimate effect) {
    effects.put(name, effect);
    effect.undefined().ifPresent(reason -> notMade.put(name, reason));
  }

  /** From a difference, changed minus unchanged, to how far the figure fell. */
  private static Estimate fall(Estimate difference) {
    return difference.value().isEmpty()
        ? difference
        : new Estimate(
            OptionalDouble.of(0 - difference.value().getAsDouble()),
            Optional.empty(),
            difference
                .interval()
                .map(
                    bounds ->
                        new Interval(
                            0 - bounds.high(),
                            0 - bounds.low(),
                            bounds.confidence(),
                            bounds.method(),
                            bounds.approximate())),
            difference.noInterval(),
            difference.support());
  }
}
