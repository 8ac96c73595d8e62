package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.gate.AuditFigures.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of an audit a gate counts.
 *
 * @param names of what was counted, in the audit's order
 * @param among of what they are a part; empty where that is no number
 */
record Counted(List<String> names, String among) {
  /**
   * Counts.
   *
   * @throws NoFigureException if nothing that the gate speaks of was looked at
   */
  static Counted in(AuditFigures audit, Gate gate) throws NoFigureException {
    return switch ((AuditMetric) gate.metric()) {
      case ALARMS -> raised(audit, gate);
      case UNBEATEN_BASELINES -> unbeaten(audit, gate);
      case FINDINGS -> found(audit, gate);
      case VERDICT, EFFECT, SHORTCUT -> throw new IllegalArgumentException(gate.name());
    };
  }

  private static Counted raised(AuditFigures audit, Gate gate) throws NoFigureException {
    Map<String, Boolean> made = named(audit.alarms(), audit, gate);
    return new Counted(keys(made, true), "of " + number(made.size(), "check"));
  }

  private static Counted unbeaten(AuditFigures audit, Gate gate) throws NoFigureException {
    Map<String, Boolean> tried = named(audit.beaten(), audit, gate);
    return new Counted(keys(tried, false), "of " + number(tried.size(), "baseline"));
  }

  private static Counted found(AuditFigures audit, Gate gate) {
    Scope scope = gate.scope();
    return new Counted(
        audit.findings().stream()
            .filter(
                each ->
                    scope.check().map(name -> AuditTerms.means(name, each.check())).orElse(true))
            .filter(each -> scope.severity().map(least -> each.rank() <= least.rank()).orElse(true))
            .map(Counted::words)
            .toList(),
        "");
  }

  private static String words(Found found) {
    return found.check()
        + ", "
        + found.severity()
        + (found.accepted() ? ", accepted by its name" : "");
  }

  private static Map<String, Boolean> named(Map<String, Boolean> all, AuditFigures audit, Gate gate)
      throws NoFigureException {
    Optional<String> name = gate.scope().check();
    Map<String, Boolean> meant =
        all.entrySet().stream()
            .filter(
                each -> name.map(wanted -> AuditTerms.means(wanted, each.getKey())).orElse(true))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new));
    if (meant.isEmpty()) {
      throw notMade(audit, gate);
    }
    return meant;
  }

  /** Why there is nothing to look at. */
  static NoFigureException notMade(AuditFigures audit, Gate gate) {
    String name = gate.scope().check().orElse(gate.name());
    return new NoFigureException(
        "The audit has no "
            + gate.name()
            + gate.scope().check().map(check -> " of " + check).orElse("")
            + ": "
            + Optional.ofNullable(audit.notMade().get(name)).orElse("it did not look at it")
            + ".");
  }

  private static List<String> keys(Map<String, Boolean> all, boolean wanted) {
    return all.keySet().stream().filter(key -> all.get(key) == wanted).toList();
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Which they are, for a reader. */
  String details() {
    if (names.isEmpty()) {
      return among.isEmpty() ? "there are none" : among;
    }
    return (among.isEmpty() ? "" : among + ": ") + String.join("; ", names);
  }
}
