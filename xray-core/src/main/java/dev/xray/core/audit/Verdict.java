package dev.xray.core.audit;

import dev.xray.core.audit.Alarms.Alarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the audit says on top, in words for a physician and an engineer.
 *
 * @param level how believable the result is
 * @param headline one sentence
 * @param sentences what was found, the gravest first
 * @param advice what to do about it
 */
public record Verdict(Level level, String headline, List<String> sentences, List<String> advice) {
  /** Id of the check that tells whether the class is the source. */
  public static final String SOURCE = "association.source";

  private static final String ASSOCIATION = "association.";
  private static final String BASELINE = "baseline.";
  private static final String PROBE = "probe.";

  /** Associations that are told one by one; the others are listed. */
  private static final int TOLD = 3;

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
   * Sums up an audit of the data alone.
   *
   * @param findings of all checks that compare images
   * @param accepted names of checks whose serious findings were accepted
   * @param alarms of all statistical checks
   */
  public static Verdict of(List<Finding> findings, Set<String> accepted, List<Alarm> alarms) {
    return of(findings, accepted, alarms, List.of());
  }

  /**
   * Sums up.
   *
   * @param findings of all checks that compare images
   * @param accepted names of checks whose serious findings were accepted
   * @param alarms of all statistical checks
   * @param notBeaten sentences on null baselines that the model does not beat; none if it beats all
   */
  public static Verdict of(
      List<Finding> findings, Set<String> accepted, List<Alarm> alarms, List<String> notBeaten) {
    List<Alarm> raised = alarms.stream().filter(Alarm::raised).toList();
    List<String> sentences = new ArrayList<>(ofAlarms(raised));
    List<String> advice = new ArrayList<>(adviceOn(raised));
    sentences.addAll(notBeaten);
    if (!notBeaten.isEmpty()) {
      advice.add(
          "Make no claim for the model unless it does better than every null baseline: it has shown"
              + " nothing that a look at so little would not give. More test images tell smaller"
              + " differences.");
    }
    for (Severity severity : List.of(Severity.SERIOUS, Severity.WARNING)) {
      for (Finding finding : findings) {
        if (finding.severity() == severity) {
          boolean taken = severity == Severity.SERIOUS && accepted.contains(finding.check());
          sentences.add(finding.text() + (taken ? " It was accepted by name." : ""));
          advice.add(finding.advice());
        }
      }
    }
    Level level = level(findings, accepted, raised, notBeaten);
    return new Verdict(
        level, headline(level, raised), sentences, advice.stream().distinct().toList());
  }

  /** The source first; then all but associations; of these the closest, the others in one list. */
  private static List<String> ofAlarms(List<Alarm> raised) {
    List<String> sentences = new ArrayList<>();
    raised.stream().filter(Verdict::isSource).forEach(one -> sentences.add(one.check().text()));
    raised.stream()
        .filter(one -> !isAssociation(one))
        .forEach(one -> sentences.add(one.check().text()));
    List<Alarm> others =
        raised.stream()
            .filter(one -> isAssociation(one) && !isSource(one))
            .sorted(Comparator.comparingDouble(one -> -beyondLimit(one.check())))
            .toList();
    others.stream().limit(TOLD).forEach(one -> sentences.add(one.check().text()));
    if (others.size() > TOLD) {
      sentences.add(
          "Further alarms: "
              + others.stream()
                  .skip(TOLD)
                  .map(one -> one.check().title())
                  .collect(Collectors.joining("; "))
              + ".");
    }
    return sentences;
  }

  /** How much of the way from its limit to 1 an effect has gone, whatever it measures. */
  private static double beyondLimit(Check check) {
    return (check.effect().value().orElse(check.limit()) - check.limit()) / (1 - check.limit());
  }

  private static List<String> adviceOn(List<Alarm> raised) {
    List<String> advice = new ArrayList<>();
    if (raised.stream().anyMatch(Verdict::isSource)) {
      advice.add(
          "Take images of both classes from every source, or several sources for each class, and"
              + " test on a source that was not learned from (split.testSources). Until then no"
              + " figure speaks of the disease.");
    }
    if (raised.stream().anyMatch(one -> isAssociation(one) && !isSource(one))) {
      advice.add(
          "Choose images so that what gives the class away is alike in both classes, or show that"
              + " the model cannot see it.");
    }
    if (raised.stream().anyMatch(one -> one.check().id().startsWith(BASELINE))) {
      advice.add(
          "Crop or mask what the model need not see, harmonise borders and sizes, and audit again.");
    }
    if (raised.stream().anyMatch(one -> one.check().id().startsWith(PROBE))) {
      advice.add(
          "Look at the probes that alarmed: what they changed is no disease, and yet the score"
              + " hangs on it. Take it out of the pictures, train and audit again.");
    }
    return advice;
  }

  private static boolean isSource(Alarm alarm) {
    return alarm.check().id().equals(SOURCE);
  }

  private static boolean isAssociation(Alarm alarm) {
    return alarm.check().id().startsWith(ASSOCIATION);
  }

  private static Level level(
      List<Finding> findings, Set<String> accepted, List<Alarm> raised, List<String> notBeaten) {
    if (!raised.isEmpty() || findings.stream().anyMatch(finding -> fails(finding, accepted))) {
      return Level.NOT_CREDIBLE;
    }
    return !notBeaten.isEmpty()
            || findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE)
        ? Level.DOUBTFUL
        : Level.NOTHING_FOUND;
  }

  /** Whether a finding fails the build. */
  public static boolean fails(Finding finding, Set<String> accepted) {
    return finding.severity() == Severity.SERIOUS && !accepted.contains(finding.check());
  }

  private static String headline(Level level, List<Alarm> raised) {
    if (raised.stream().anyMatch(Verdict::isSource)) {
      return "The class goes with the source of the pictures: a good score proves nothing here.";
    }
    return switch (level) {
      case NOTHING_FOUND ->
          "The checks that were made found nothing that makes this result unbelievable.";
      case DOUBTFUL -> "Something weakens this result.";
      case NOT_CREDIBLE -> "A good score proves nothing here.";
    };
  }
}
