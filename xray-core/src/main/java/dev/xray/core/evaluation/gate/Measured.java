package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of one evaluation, as gates look at them.
 *
 * @param origin what a reader calls it, such as {@code org.example:covid-cxr:1.0}
 * @param data digest of the images that were evaluated
 * @param chosenThreshold the threshold chosen for use, where one was
 * @param sets sets of images by their names
 * @param audit what the audit of the same model and data says; empty where there is none
 * @param noAudit why there is none, and what to do: one or two sentences
 */
public record Measured(
    String origin,
    String data,
    Optional<Chosen> chosenThreshold,
    Map<String, SetFigures> sets,
    Optional<AuditFigures> audit,
    String noAudit) {
  private static final String NO_AUDIT =
      "There is no audit of this very model and data. Audit the model first, with the goal"
          + " xray:audit.";

  /** Copies and sorts the map. */
  public Measured {
    sets = Collections.unmodifiableMap(new TreeMap<>(sets));
  }

  /** Without an audit. */
  public Measured(
      String origin, String data, Optional<Chosen> chosenThreshold, Map<String, SetFigures> sets) {
    this(origin, data, chosenThreshold, sets, Optional.empty(), NO_AUDIT);
  }

  /** The same with what its audit says. */
  public Measured with(AuditFigures figures) {
    return new Measured(origin, data, chosenThreshold, sets, Optional.of(figures), noAudit);
  }

  /** The same with another reason for having no audit. */
  public Measured withoutAudit(String reason) {
    return new Measured(origin, data, chosenThreshold, sets, Optional.empty(), reason);
  }

  /** What the audit says, which is there. */
  AuditFigures audited() throws NoFigureException {
    if (audit.isEmpty()) {
      throw new NoFigureException(noAudit);
    }
    return audit.get();
  }

  /**
   * A threshold that was chosen from data.
   *
   * @param value in [0, 1]
   * @param chosenOn name of the set on which it was chosen, such as {@code validation}
   */
  public record Chosen(double value, String chosenOn) {
    /** What a set's figures at this threshold are, where it was chosen on the very same images. */
    Optional<String> note(String dataset) {
      return chosenOn.equals(dataset)
          ? Optional.of("chosen on the " + chosenOn + " set: optimistic")
          : Optional.empty();
    }
  }

  /**
   * Figures of a group of images.
   *
   * @param images number of images
   * @param positives how many of them are positive
   * @param scores figures that need no threshold
   * @param thresholds figures at each threshold
   */
  public record Group(
      int images,
      int positives,
      Map<Metric, Estimate> scores,
      List<ThresholdEvaluation> thresholds) {
    /** Copies the collections. */
    public Group {
      Map<Metric, Estimate> copy = new EnumMap<>(Metric.class);
      copy.putAll(scores);
      scores = Collections.unmodifiableMap(copy);
      thresholds = List.copyOf(thresholds);
    }
  }

  /**
   * Figures of a set of images.
   *
   * @param all of all its images
   * @param slices of some of them
   */
  public record SetFigures(Group all, List<SliceFigures> slices) {
    /** Copies the list. */
    public SetFigures {
      slices = List.copyOf(slices);
    }
  }

  /**
   * Figures of a slice.
   *
   * @param name of the slice
   * @param tooSmall whether it has too few images for a statement
   * @param group its figures
   */
  public record SliceFigures(SliceName name, boolean tooSmall, Group group) {}
}
