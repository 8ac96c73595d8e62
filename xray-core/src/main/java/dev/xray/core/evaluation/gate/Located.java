package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.evaluation.gate.Measured.Group;
import dev.xray.core.evaluation.gate.Measured.SetFigures;
import dev.xray.core.evaluation.gate.Measured.SliceFigures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figure that a gate looks at.
 *
 * @param words the figure in words, with its threshold and the note on it
 * @param estimate the figure, which may be undefined
 * @param group the images of which it speaks
 * @param note what is to be said against its threshold: that it was chosen on these images
 */
record Located(String words, Estimate estimate, Group group, Optional<String> note) {
  private static final double SAME = 1e-9;

  /**
   * Finds it.
   *
   * @throws NoFigureException if the evaluation does not have it
   */
  static Located in(Measured measured, Gate gate) throws NoFigureException {
    if (gate.metric() instanceof AuditMetric metric) {
      return inAudit(measured, gate, metric);
    }
    Group group = group(measured, gate.scope());
    if (!gate.metric().atThreshold()) {
      return new Located(
          gate.figure(""),
          estimate(gate, group.scores().get(gate.metric()), ""),
          group,
          Optional.empty());
    }
    ThresholdEvaluation at = threshold(measured, gate, group);
    Optional<String> note =
        measured
            .chosenThreshold()
            .filter(chosen -> same(chosen.value(), at.threshold()))
            .flatMap(chosen -> chosen.note(gate.scope().dataset()));
    String words =
        " at threshold "
            + Rounded.plain(at.threshold())
            + note.map(text -> " (" + text + ")").orElse("");
    return new Located(
        gate.figure(words), estimate(gate, at.figures().get(gate.metric()), words), group, note);
  }

  private static Located inAudit(Measured measured, Gate gate, AuditMetric metric)
      throws NoFigureException {
    AuditFigures audit = measured.audited();
    Optional<Estimate> estimate =
        metric == AuditMetric.SHORTCUT
            ? audit.shortcut()
            : gate.scope().check().flatMap(name -> Optional.ofNullable(audit.effects().get(name)));
    if (estimate.isEmpty()) {
      throw Counted.notMade(audit, gate);
    }
    return new Located(
        gate.figure(""),
        estimate.get(),
        new Group(estimate.get().support().images(), 0, Map.of(), List.of()),
        Optional.empty());
  }

  /** The value, which is there. */
  double value() throws NoFigureException {
    if (estimate.undefined().isPresent()) {
      throw new NoFigureException(words + " has no value: " + estimate.undefined().get() + ".");
    }
    return estimate.value().orElseThrow();
  }

  private static Group group(Measured measured, Scope scope) throws NoFigureException {
    SetFigures set = measured.sets().get(scope.dataset());
    if (set == null) {
      throw new NoFigureException(
          measured.origin()
              + " has no set '"
              + scope.dataset()
              + "'; it has "
              + String.join(", ", measured.sets().keySet())
              + ".");
    }
    return scope.slice().isPresent()
        ? slice(measured, scope.dataset(), set.slices(), scope.slice().get())
        : set.all();
  }

  private static Group slice(
      Measured measured, String dataset, List<SliceFigures> slices, SliceName wanted)
      throws NoFigureException {
    Optional<SliceFigures> slice =
        slices.stream().filter(each -> each.name().equals(wanted)).findFirst();
    if (slice.isEmpty()) {
      String there =
          slices.isEmpty()
              ? "no slices at all"
              : slices.stream()
                  .map(each -> each.name().toString())
                  .collect(Collectors.joining(", "));
      throw new NoFigureException(
          measured.origin()
              + " has no slice "
              + wanted
              + " of "
              + dataset
              + "; it has "
              + there
              + ".");
    }
    if (slice.get().tooSmall()) {
      throw new NoFigureException(
          "The slice "
              + wanted
              + " of "
              + dataset
              + " is too small for a statement: "
              + images(slice.get().group())
              + ".");
    }
    return slice.get().group();
  }

  private static String images(Group group) {
    return group.images() + (group.images() == 1 ? " image" : " images");
  }

  private static ThresholdEvaluation threshold(Measured measured, Gate gate, Group group)
      throws NoFigureException {
    List<ThresholdEvaluation> all = group.thresholds();
    Optional<BigDecimal> asked = gate.scope().threshold();
    if (asked.isEmpty() && measured.chosenThreshold().isEmpty()) {
      if (all.size() != 1) {
        throw new NoFigureException(
            gate.figure("")
                + " needs a threshold: "
                + measured.origin()
                + " has "
                + list(all)
                + ", and none of them was chosen.");
      }
      return all.get(0);
    }
    double wanted =
        asked
            .map(BigDecimal::doubleValue)
            .orElseGet(() -> measured.chosenThreshold().orElseThrow().value());
    return all.stream()
        .filter(at -> same(at.threshold(), wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new NoFigureException(
                    measured.origin()
                        + " has no figures at threshold "
                        + Rounded.plain(wanted)
                        + "; it has them at "
                        + list(all)
                        + "."));
  }

  private static boolean same(double one, double other) {
    return Math.abs(one - other) < SAME;
  }

  private static String list(List<ThresholdEvaluation> all) {
    return all.stream().map(at -> Rounded.plain(at.threshold())).collect(Collectors.joining(", "));
  }

  private static Estimate estimate(Gate gate, @Nullable Estimate estimate, String threshold)
      throws NoFigureException {
    if (estimate != null) {
      return estimate;
    }
    String cure =
        gate.metric().key().endsWith("AtPrevalence") ? " It needs a declared prevalence." : "";
    throw new NoFigureException("The evaluation has no " + gate.figure(threshold) + "." + cure);
  }
}
