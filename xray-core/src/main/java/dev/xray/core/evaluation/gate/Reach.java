package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.SampleSize;
import dev.xray.core.evaluation.gate.Measured.Group;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a set of images is large enough for a bound at all, however good the model. */
final class Reach {
  private Reach() {}

  /**
   * A sentence for a gate that its number of cases can never meet.
   *
   * @return empty where a better model could meet it, or where that cannot be told
   */
  static Optional<String> sentence(Gate gate, Located figure, Demand demand, Interval interval) {
    boolean lower = demand.bound() == Bound.LOWER_BOUND;
    Optional<Cases> cases =
        gate.metric() instanceof Metric metric
            ? cases(metric, figure.group(), lower)
            : Optional.empty();
    double limit = demand.limit().doubleValue();
    OptionalInt needed =
        lower
            ? SampleSize.forLowerBound(limit, interval.confidence(), interval.method())
            : SampleSize.forUpperBound(limit, interval.confidence(), interval.method());
    if (cases.isEmpty() || needed.isEmpty() || cases.get().count() >= needed.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        ". No model can meet this gate: "
            + (lower ? "lower" : "upper")
            + " bound "
            + demand.limitText()
            + " needs at least "
            + needed.getAsInt()
            + " "
            + cases.get().noun()
            + "; "
            + where(gate.scope())
            + " has "
            + cases.get().count());
  }

  private static String where(Scope scope) {
    return scope
        .slice()
        .map(slice -> "the slice " + slice + " of the " + scope.dataset() + " set")
        .orElse("the " + scope.dataset() + " set");
  }

  private record Cases(int count, String noun) {}

  /**
   * The cases on which the figure of a model without errors rests: PPV then looks at all positives.
   * An upper bound is asked of a share that is to be small, whose cases depend on the model except
   * where they are of one class or all.
   */
  private static Optional<Cases> cases(Metric metric, Group group, boolean lower) {
    Cases positives = new Cases(group.positives(), "positives");
    Cases negatives = new Cases(group.images() - group.positives(), "negatives");
    return switch (metric) {
      case SENSITIVITY -> Optional.of(positives);
      case SPECIFICITY -> Optional.of(negatives);
      case ACCURACY -> Optional.of(new Cases(group.images(), "images"));
      case PPV, F1 -> lower ? Optional.of(positives) : Optional.empty();
      case NPV -> lower ? Optional.of(negatives) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
