package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.Optional;

/** What of the audit of a model, which stands in {@code audit.json}, can be limited by a gate. */
public enum AuditMetric implements Measurable {
  /** The verdict, an order of levels. */
  VERDICT("verdict", Kind.LEVEL),
  /** How many checks raised an alarm. */
  ALARMS("alarms", Kind.COUNT),
  /** How many findings there are, such as duplicates. */
  FINDINGS("findings", Kind.COUNT),
  /** How many null baselines the model is not shown to beat. */
  UNBEATEN_BASELINES("unbeatenBaselines", Kind.COUNT),
  /** The effect of one check: Cramér's V, a ROC AUC or the fall of one. */
  EFFECT("effect", Kind.FIGURE),
  /** See {@link ShortcutShare}: 0, no sign of a shortcut, to 1, as good as the whole image. */
  SHORTCUT("shortcut", Kind.FIGURE);

  /** What can be asked of it. */
  public enum Kind {
    /** One of the verdict's levels, the worst that will do. */
    LEVEL,
    /** A number of things, the most that will do. */
    COUNT,
    /** A figure with an interval, in [0, 1] where it means something. */
    FIGURE
  }

  private final String key;
  private final Kind kind;

  AuditMetric(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  @Override
  public String key() {
    return key;
  }

  /** What can be asked of it. */
  public Kind kind() {
    return kind;
  }

  @Override
  public boolean atThreshold() {
    return false;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double lowest() {
    return 0;
  }

  @Override
  public double highest() {
    return kind == Kind.COUNT ? Double.POSITIVE_INFINITY : 1;
  }

  static Optional<AuditMetric> ofKey(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }
}
