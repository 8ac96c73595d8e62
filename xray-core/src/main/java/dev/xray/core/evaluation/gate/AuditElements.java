package dev.xray.core.evaluation.gate;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.gate.Scope.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a gate on the audit may have, and the names that it may use.
 *
 * @param metric of the audit
 * @param terms the audit's words
 * @param setting dotted name of the gate, for errors
 */
record AuditElements(AuditMetric metric, AuditTerms terms, String setting) {
  /** Its elements beside the metric. */
  List<String> places() {
    List<String> places = new ArrayList<>();
    switch (metric.kind()) {
      case LEVEL -> places.add(Bound.WORST.key());
      case COUNT -> places.add(Bound.MAXIMUM.key());
      case FIGURE -> {
        for (Bound bound :
            List.of(
                Bound.MINIMUM,
                Bound.MAXIMUM,
                Bound.LOWER_BOUND,
                Bound.UPPER_BOUND,
                Bound.MIN_SUPPORT)) {
          places.add(bound.key());
        }
        places.add(GateReader.ACCEPT_APPROXIMATE);
      }
    }
    if (!terms.checks(metric).isEmpty()) {
      places.add(GateReader.CHECK);
    }
    if (metric == AuditMetric.FINDINGS) {
      places.add(GateReader.SEVERITY);
    }
    return places;
  }

  /** The check, or the family of checks, of which the gate speaks. */
  Optional<String> check(Optional<String> written) throws SettingException {
    boolean one = metric == AuditMetric.EFFECT;
    String all =
        String.join(", ", terms.checks(metric))
            + (one ? "." : "; or " + String.join(", ", terms.families(metric)) + " for several.");
    if (written.isEmpty()) {
      if (one) {
        throw error(GateReader.CHECK, "is missing: name one of " + all);
      }
      return written;
    }
    String name = written.get();
    if (!terms.checks(metric).contains(name) && (one || !terms.families(metric).contains(name))) {
      throw error(GateReader.CHECK, "is '" + name + "', but must be one of " + all);
    }
    return written;
  }

  /** The least severity that counts. */
  Optional<Severity> severity(Optional<String> written) throws SettingException {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    int rank = terms.severities().indexOf(written.get());
    if (rank < 0) {
      throw error(
          GateReader.SEVERITY,
          "is '"
              + written.get()
              + "', but must be one of "
              + String.join(", ", terms.severities())
              + ".");
    }
    return Optional.of(new Severity(written.get(), rank));
  }

  /** The worst level of the verdict that will do. */
  Demand worst(String written) throws SettingException {
    int rank = terms.levels().indexOf(written);
    if (rank < 0) {
      throw error(
          Bound.WORST.key(),
          "is '" + written + "', but must be one of " + String.join(", ", allowed()) + ".");
    }
    if (rank == terms.levels().size() - 1) {
      throw error(
          Bound.WORST.key(),
          "is '"
              + written
              + "', which every verdict meets; write "
              + String.join(" or ", allowed())
              + ".");
    }
    return new Demand(Bound.WORST, BigDecimal.valueOf(rank), written);
  }

  private List<String> allowed() {
    return terms.levels().subList(0, terms.levels().size() - 1);
  }

  private SettingException error(String element, String problem) {
    return new SettingException(setting + "." + element, problem);
  }
}
