package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit says, as gates look at it. Checks are named as in {@link AuditTerms}.
 *
 * @param level of the verdict
 * @param headline of the verdict
 * @param alarms whether a check raised an alarm, for each that was made
 * @param findings what was found where images were compared
 * @param beaten whether the model is shown to beat a null baseline, for each that was tried
 * @param effects the effect of a check
 * @param notMade why a check was not made
 * @param shortcut the metric of that name; empty where the audit looked at the data alone
 */
public record AuditFigures(
    Level level,
    String headline,
    Map<String, Boolean> alarms,
    List<Found> findings,
    Map<String, Boolean> beaten,
    Map<String, Estimate> effects,
    Map<String, String> notMade,
    Optional<Estimate> shortcut) {
  /** Copies the collections, in their order. */
  public AuditFigures {
    alarms = copy(alarms);
    findings = List.copyOf(findings);
    beaten = copy(beaten);
    effects = copy(effects);
    notMade = copy(notMade);
  }

  /**
   * A level of the verdict.
   *
   * @param text as it is written
   * @param rank its place in {@link AuditTerms#levels}
   */
  public record Level(String text, int rank) {}

  /**
   * A finding.
   *
   * @param check that found it
   * @param severity as it is written
   * @param rank the severity's place in {@link AuditTerms#severities}
   * @param accepted whether it was accepted by the name of its check
   */
  public record Found(String check, String severity, int rank, boolean accepted) {}

  private static <T> Map<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
