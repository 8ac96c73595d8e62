package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.AuditMetric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The words of an audit that a gate may use. Gates are arithmetic and know no audit: whoever knows
 * one tells its words.
 *
 * @param levels of the verdict, the best first
 * @param severities of findings, the gravest first
 * @param checks names by which a metric can be asked for a part of what it speaks of; a metric that
 *     speaks of the whole audit is missing
 */
public record AuditTerms(
    List<String> levels, List<String> severities, Map<AuditMetric, List<String>> checks) {
  private static final String ALL = ".*";

  /** Copies the collections. */
  public AuditTerms {
    levels = List.copyOf(levels);
    severities = List.copyOf(severities);
    Map<AuditMetric, List<String>> copy = new EnumMap<>(AuditMetric.class);
    checks.forEach((metric, names) -> copy.put(metric, List.copyOf(names)));
    checks = Collections.unmodifiableMap(copy);
  }

  /** The names of a metric. */
  List<String> checks(AuditMetric metric) {
    return checks.getOrDefault(metric, List.of());
  }

  /** Names of all checks whose names begin alike, such as {@code probe.*}. */
  List<String> families(AuditMetric metric) {
    return checks(metric).stream()
        .map(name -> name.substring(0, name.indexOf('.')) + ALL)
        .distinct()
        .collect(Collectors.toList());
  }

  /** Whether a check is meant by a name, which may be that of a family. */
  static boolean means(String name, String check) {
    return name.endsWith(ALL)
        ? check.startsWith(name.substring(0, name.length() - 1))
        : check.equals(name);
  }
}
