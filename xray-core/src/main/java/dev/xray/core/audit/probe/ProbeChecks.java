package dev.xray.core.audit.probe;

import dev.xray.core.audit.Check;
import dev.xray.core.evaluation.Difference;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Significance;
import java.util.Optional;
import java.util.OptionalDouble;

/** From figures of probes to checks that may raise an alarm. */
final class ProbeChecks {
  /** ROC AUC, either way, beyond which a score matters where no disease can be. */
  static final double LIMIT_LEFT = 0.6;

  /** Fall of the ROC AUC beyond which it matters that the model relies on what was changed. */
  static final double LIMIT_FALL = 0.1;

  private ProbeChecks() {}

  /** The check of a probe; empty where it is only shown. */
  static Optional<Check> of(ProbeResult result, ProbeReport report) {
    if (!result.probe().alarms()) {
      return Optional.empty();
    }
    return switch (result.probe()) {
      case LUNGS_REMOVED ->
          Optional.of(left(result, report, "With the lungs removed from the test images"));
      case BORDER_ONLY ->
          Optional.of(left(result, report, "Of the outermost 8% of the test images alone"));
      default -> Optional.of(fall(result, report));
    };
  }

  /** The check of a network that was trained on the border alone. */
  static Check ofRetrained(Estimate area, ProbeReport report) {
    return new Check(
        BorderNetwork.CHECK,
        "Network trained on the border alone",
        "ROC AUC",
        area,
        Significance.aboveChance(area, report.positives(), report.negatives()),
        LIMIT_LEFT,
        "A network that was trained on the outermost 8% of the images alone, where there is no"
            + " lung, tells the classes apart: the border of these images gives the class away.");
  }

  /** A model that orders the images in reverse where no disease is left sees as much as another. */
  private static Check left(ProbeResult result, ProbeReport report, String what) {
    Estimate area = result.evaluation().auc();
    boolean reversed = area.value().orElse(0.5) < 0.5;
    return new Check(
        id(result.probe()),
        title(result.probe()),
        reversed ? "ROC AUC, in reverse" : "ROC AUC",
        area.eitherWay(),
        Significance.apartFromChance(area, report.positives(), report.negatives()),
        LIMIT_LEFT,
        what
            + ", the model still tells the classes apart"
            + (reversed ? ", in reverse: it takes each for the other there, and so" : ": it")
            + " sees something other than the disease.");
  }

  private static Check fall(ProbeResult result, ProbeReport report) {
    Difference change = result.evaluation().aucDifference();
    return new Check(
        id(result.probe()),
        title(result.probe()),
        "fall of the ROC AUC",
        fall(change),
        Significance.fall(change, report.positives(), report.negatives()),
        LIMIT_FALL,
        "The model loses its score when nothing of the disease is touched ("
            + result.probe().text()
            + "): it relies on what was changed.");
  }

  private static Estimate fall(Difference change) {
    Estimate difference = change.estimate();
    return difference.value().isEmpty()
        ? difference
        : new Estimate(
            OptionalDouble.of(0 - difference.value().getAsDouble()),
            Optional.empty(),
            difference.interval().map(ProbeChecks::mirrored),
            difference.noInterval(),
            difference.support());
  }

  private static Interval mirrored(Interval bounds) {
    return new Interval(0 - bounds.high(), 0 - bounds.low(), bounds.confidence(), bounds.method());
  }

  private static String id(Probe probe) {
    return Probe.CHECKS + probe.key();
  }

  private static String title(Probe probe) {
    return Character.toUpperCase(probe.text().charAt(0)) + probe.text().substring(1);
  }
}
