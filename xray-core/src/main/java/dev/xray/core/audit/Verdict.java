package dev.xray.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the audit says on top, in words for a physician and an engineer.
 *
 * @param level how believable the result is
 * @param headline one sentence
 * @param sentences what was found, the gravest first
 * @param advice what to do about it
 */
public record Verdict(Level level, String headline, List<String> sentences, List<String> advice) {
  /** How believable a result is. */
  public enum Level {
    /** No check found anything; that is no proof. */
    NOTHING_FOUND("nothing found"),
    /** Something weakens the result, or was accepted by name. */
    DOUBTFUL("doubtful"),
    /** A good score proves nothing here. */
    NOT_CREDIBLE("not credible");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    /** As it is written. */
    public String text() {
      return text;
    }
  }

  /** Copies the lists. */
  public Verdict {
    sentences = List.copyOf(sentences);
    advice = List.copyOf(advice);
  }

  /**
   * Sums up.
   *
   * @param findings of all checks that compare images
   * @param accepted names of checks whose serious findings were accepted
   * @param alarms of all statistical checks
   */
  public static Verdict of(
      List<Finding> findings, Set<String> accepted, List<Alarms.Alarm> alarms) {
    List<String> sentences = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    alarms.stream().filter(Alarms.Alarm::raised).forEach(a -> sentences.add(a.check().text()));
    for (Severity severity : List.of(Severity.SERIOUS, Severity.WARNING)) {
      for (Finding finding : findings) {
        if (finding.severity() == severity) {
          boolean taken = severity == Severity.SERIOUS && accepted.contains(finding.check());
          sentences.add(finding.text() + (taken ? " It was accepted by name." : ""));
          advice.add(finding.advice());
        }
      }
    }
    Level level = level(findings, accepted, alarms);
    return new Verdict(level, headline(level), sentences, advice.stream().distinct().toList());
  }

  private static Level level(
      List<Finding> findings, Set<String> accepted, List<Alarms.Alarm> alarms) {
    if (alarms.stream().anyMatch(Alarms.Alarm::raised)
        || findings.stream().anyMatch(finding -> fails(finding, accepted))) {
      return Level.NOT_CREDIBLE;
    }
    return findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE)
        ? Level.DOUBTFUL
        : Level.NOTHING_FOUND;
  }

  /** Whether a finding fails the build. */
  public static boolean fails(Finding finding, Set<String> accepted) {
    return finding.severity() == Severity.SERIOUS && !accepted.contains(finding.check());
  }

  private static String headline(Level level) {
    return switch (level) {
      case NOTHING_FOUND ->
          "The checks that were made found nothing that makes this result unbelievable.";
      case DOUBTFUL -> "Something weakens this result.";
      case NOT_CREDIBLE -> "A good score proves nothing here.";
    };
  }
}
