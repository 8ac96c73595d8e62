package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.Optional;

/** A figure of the audit of a model, which stands in {@code audit.json}. */
public enum AuditMetric implements Measurable {
  /** See {@link ShortcutShare}: 0, no sign of a shortcut, to 1, all is explained by one. */
  SHORTCUT("shortcut");

  private final String key;

  AuditMetric(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
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
    return 1;
  }

  static Optional<AuditMetric> ofKey(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }
}
